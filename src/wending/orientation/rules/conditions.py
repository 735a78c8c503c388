"""Working conditions a person may want to avoid, and the skills in occupation data that give them away.

The keys are ours; the skills are ESCO skill identifiers (facts). An occupation without such a skill may still have the
condition: this only ever warns, it never rules out. Health is not asked for, only what work someone rather avoids.
"""

from collections.abc import Iterable

from wending.orientation.rules.outside import SKILL_PREFIX

CONDITIONS: dict[str, tuple[str, ...]] = {
    "lifting": (
        "ab2bb44a-3956-4028-8715-8b70b1960b99",  # lift heavy weights
        "3ab2b4be-e304-4c3c-98f5-ce0620218bc6",  # assist in the movement of heavy loads
    ),
    "heights": (
        "fafbb75f-ec35-4cc2-996a-20c85ef6c266",  # follow safety procedures when working at heights
        "ef5ac37b-f46d-40fe-8fba-f47ee34a6779",  # evacuate people from heights
        "e6654c68-984b-42da-b337-592898354c8b",  # enforce safety procedures when working at heights
    ),
    "outdoors": (
        "0e355580-bd4a-465a-8058-92984623070e",  # work in outdoor conditions
        "3577e49b-951d-4d46-a1f4-417087a8fb6d",  # adapt to different weather conditions
        "d5ab94c9-f5e5-4030-82af-18e2c7614207",  # work in cold environments
        "f17846ea-7278-4b92-808e-bddeb6122cbe",  # perform outdoor cleaning activities
    ),
    "shifts": ("6f2721bf-40ad-4f5d-8774-a478d1d6f5a6",),  # work in shifts
    "pressure": (
        "d15f8745-28f8-4abf-a7b6-6cb8a304efd2",  # tolerate stress
        "a8460be3-f4ba-44a0-a961-0389069a3614",  # handle stressful situations in the work place
        "49e1eb78-e6b1-4116-8e9f-f23316ee503e",  # react calmly in stressful situations
        "d82b3bfc-b323-44d6-8776-e3d28e9183a4",  # cope with challenging demands
    ),
    "aggression": ("f6c12779-bd4c-4908-a766-dd0db556c63b",),  # deal with aggressive behaviour
    "smells": (
        "08040bcc-a824-4441-bfd0-738b2de965cf",  # tolerate strong smells
        "9a5b670b-81b5-4807-8db6-a5d5b8413f83",  # cope with blood
        "c811bb08-31cc-4b3b-a26d-a098182411fa",  # cope with excrements
    ),
    "sitting": ("6eae917f-7ff1-4ef5-9cdf-82a0d0d83593",),  # tolerate sitting for long periods
    "driving": (
        "2a82241a-216e-44d8-bb50-6b9a0ef82084",  # drive vehicles
        "2815f65d-6adb-46a6-8041-5768febf5580",  # drive in urban areas
    ),
}


def conditions_met(avoided: Iterable[str], needed_skills: Iterable[str]) -> tuple[str, ...]:
    """Return the avoided conditions that the needed skill URIs point at, in the order in which they are avoided."""
    needed = set(needed_skills)
    return tuple(
        condition
        for condition in avoided
        if any(SKILL_PREFIX + identifier in needed for identifier in CONDITIONS.get(condition, ()))
    )
