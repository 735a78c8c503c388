"""ROA: outlook for graduates and expected shortages."""
