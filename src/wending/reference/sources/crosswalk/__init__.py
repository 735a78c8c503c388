"""The crosswalk from ESCO to O*NET."""
