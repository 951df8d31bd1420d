"""What officers type about plans, turned into clean values."""
