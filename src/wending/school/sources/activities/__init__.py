"""The bank of activities of our own, one file per group of subjects. Schools may add theirs elsewhere."""
