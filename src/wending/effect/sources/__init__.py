"""Files of studies: tables in Parquet. No people are named in them: their keys are pseudonyms."""
