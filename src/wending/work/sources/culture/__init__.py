"""The scan of learning at work: a questionnaire of our own, and steps that fit its blocks. Our own words and choice."""
