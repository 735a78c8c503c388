"""A person's lifelong record: experience, skills, plan, sharing."""
