"""Letters written for this, in the varied styles of real ones, each with what it says.

`letter` is the text as pasted; `says` is what a careful officer would read out of it. Of the
warnings only those that must be given are listed. All names and places are invented.
"""
