"""Who looks at the nation: one officer of a district, one reader of all of it."""

OFFICER, READER = "bench-ngao", "bench-reader"
PASSWORD = "ผ่านประตู-วัดเวลา-5205"
