"""The preparation sheet of a conversation: the client's own question on top, and only parts that the client shares."""

from wending.accounts.rules.consent import Part

# Parts that can be on a sheet, in the order of the sheet. The people around somebody are never on it.
SHEET_PARTS = (Part.PROFILE, Part.EXPERIENCE, Part.SKILLS, Part.RESULTS, Part.PLAN, Part.REFLECTIONS)
