"""Everyday activities outside paid work, and the skills people often build with them.

The keys are ours; the skills are ESCO skill identifiers (facts). They are proposals: a person confirms each one. A
skill that the releases in force do not know is left out by the query that reads this. Words stand in `queries.words`.
"""

SKILL_PREFIX = "http://data.europa.eu/esco/skill/"

ACTIVITIES: dict[str, tuple[str, ...]] = {
    "care_family": (
        "77b636e8-fab3-41a8-8022-1e0a354059dc",  # show empathy
        "a17286c5-238d-4f0b-bc24-29e9121345de",  # listen actively
        "1d21f6ad-340f-45da-a0a3-4e83867f47a6",  # provide first aid
        "d3eccb86-f02d-4950-bfbd-20b9510774a1",  # apply organisational techniques
        "261e740b-d32d-4356-94a8-3ea29128b70b",  # tend to elderly people
        "0f298334-ae4a-4ab7-96c2-0d90d2883768",  # assist individuals with disabilities in community activities
        "d9013e0e-e937-43d5-ab71-0e917ee882b8",  # manage time
        "ab89ad86-1098-44bb-9465-05af5624557c",  # accompany people
        "9aa2a1cb-37a6-4f3b-9610-0dadee1ec8ed",  # communicate with elderly groups
    ),
    "raise_children": (
        "f8d4a24c-fb62-444e-9525-7aa5662f440d",  # supervise children
        "94b01483-f13d-48ba-b8a9-ef8f18fcb2dc",  # play with children
        "12efe5f2-f7ec-4f03-b359-afba5b9f62de",  # assist children with homework
        "a6354281-5578-46ac-a9db-d179d9962b98",  # babysitting
        "beb952e4-8a9c-47af-8a60-c6eb5c5f25bc",  # attend to children's basic physical needs
        "07090471-265a-48ec-b744-72b357e801ed",  # handle children's problems
        "a65fb963-6faf-47b2-a3d9-c4e5e4d833c5",  # support children's wellbeing
        "c73ea1b8-e121-4f91-b8f0-dee4ee28d6ec",  # plan schedule
        "0e1fe34b-f4e7-4642-8c8b-5a05ac3438e5",  # manage schedule of tasks
    ),
    "cook": (
        "f3934441-4bff-4076-9945-e6c51a01c467",  # use cooking techniques
        "0ff99f51-40d9-42f1-a1ec-377b2bb5e15f",  # comply with food safety and hygiene
        "5c6ca864-76d5-4217-b3e1-9a7ba7f8f47b",  # plan menus
        "4b15a965-9bb4-42f1-8e44-1024aeb0b08c",  # use food preparation techniques
        "b72395ea-623b-4204-abef-a67592b0781a",  # prepare ready-made dishes
        "32adf439-5bbc-4759-8f05-fbaacdac60a6",  # handle kitchen equipment
        "29b326ea-a9c8-4963-b35a-8541d0cdff77",  # store raw food materials
        "42a6eff0-e9d9-423d-877b-e48fe91ff26f",  # serve food in table service
    ),
    "household_money": (
        "21c5790c-0930-4d74-b3b0-84caf5af12ea",  # manage budgets
        "dccbdbb8-7266-4fb4-a4cf-29056f102f12",  # budget for financial needs
        "faf8943c-72ff-4736-a587-25508695d6f0",  # maintain financial records
        "1973c966-f236-40c9-b2d4-5d71a89019be",  # use spreadsheets software
        "e06f3ac6-1d3e-49c6-945d-1a61ca746986",  # complete administration
        "ab986bc4-df92-4351-9ac1-aa75af943cf7",  # perform clerical duties
        "e2e15494-65b9-4af5-8b86-53fb51e7e022",  # manage accounts
    ),
    "organise_event": (
        "a4b7f1be-7058-45e4-ac90-66580499187f",  # plan events
        "f3b841c9-17d1-4cc3-9e6b-36c17b0d15d3",  # organise cultural events
        "2111dff8-f830-46ad-80ce-7885893b3134",  # coordinate events
        "526a0eaa-2bee-4e80-989f-cb36f9fbee47",  # perform fundraising activities
        "60c78287-22eb-4103-9c8c-28deaa460da0",  # work in teams
        "5785d5e2-716c-48a6-b463-dfd02349793d",  # arrange event needs
    ),
    "board": (
        "5e9e6dea-23d9-46ba-b8ea-749319b48994",  # chair a meeting
        "5fa6cd2f-9bab-4afa-a184-2d2f1401b770",  # write meeting reports
        "fc3cdc2c-7b79-4b5c-a4b0-f3b996fef849",  # attend meetings
        "906c9e66-bdee-4f8e-93d7-88d9fcf39a0a",  # fix meetings
        "d62d2b4c-a6f8-439e-8a1b-4f29ab5f2c47",  # make decisions
        "21c5790c-0930-4d74-b3b0-84caf5af12ea",  # manage budgets
        "1f1d2ff8-c4c1-45cc-9812-6a7ee84a73cb",  # lead a team
        "7954861c-86d4-4529-afbb-2c23dab9ac74",  # negotiate compromises
        "918f5211-b99f-4b29-9a34-6e475583ef55",  # write work-related reports
    ),
    "sports_trainer": (
        "dbadb531-2fb9-4361-b80b-9be8c3c54229",  # instruct in sport
        "ece81686-331c-4381-bf3f-5ea610d47a7f",  # motivate in sports
        "b19e0820-a96f-4c0a-a724-3c056180c1b3",  # build team spirit
        "65baf502-04a6-41c9-962f-9629de5c5a0a",  # plan sports instruction programme
        "87439d9b-b537-4f90-a00a-3ec3bbfec5d1",  # coach young people
        "e2d44a9b-f28c-489e-9861-b654b5ded507",  # motivate others
        "1d21f6ad-340f-45da-a0a3-4e83867f47a6",  # provide first aid
        "e4edb520-b083-4685-92cd-00f6964cb372",  # organise sporting environment
        "1f1d2ff8-c4c1-45cc-9812-6a7ee84a73cb",  # lead a team
    ),
    "repair_home": (
        "b92758d4-4591-4df1-9ceb-f907aa71ebd9",  # use measurement instruments
        "7cd6de25-f691-4aac-81a2-a9d09b004b38",  # use hand tools
        "d765f69e-956a-4fc6-ae5d-499147761b30",  # repair furniture parts
        "b826a56a-811d-477c-b165-271729f644a4",  # paint surfaces
        "5bf7f85a-b080-4b27-8ddc-9f62af4643f5",  # use power tools
        "3816bddd-0765-48d6-b972-0f9aa7296a46",  # hang wallpaper
        "11c0bfec-6bc8-4ec0-a535-91bd65be92c5",  # install wood elements in structures
        "5598739b-6718-4cff-8402-91d7f65b1505",  # maintain work area cleanliness
        "504d99c7-395b-479c-815b-2f77ef769e75",  # lay tiles
    ),
    "repair_vehicles": (
        "fab8e95a-448d-4784-aa50-9ef10e924829",  # perform repairs on bicycles
        "b1338cfb-930c-4bcb-b77a-1034d76ddb0e",  # use traditional toolbox tools
        "52743af8-ab5d-4ce3-b877-13d349394456",  # diagnose problems with vehicles
        "65155435-1c5b-41ee-8812-e0b9b03ae480",  # carry out repair of vehicles
        "c0fc7d2d-d013-40d7-bc58-75cf3771153f",  # perform minor repairs to equipment
    ),
    "electronics": (
        "334e3e49-fb02-4051-809a-f06adfdc1c40",  # troubleshoot
        "c2296e2e-5fef-4f24-a24f-e5b3792268be",  # provide ICT support
        "b4877620-c375-45f3-a678-2ddb4dae6a29",  # repair ICT devices
        "c330db31-7fa9-4a8c-8ad6-baa957bcfed1",  # install operating system
        "d15ce60f-ddab-41ce-ba56-398451b77b60",  # have computer literacy
        "9e06bac6-6b91-48ca-8b7d-c1f48cdecd7c",  # solve ICT system problems
        "55cd5608-1497-4ed1-96d0-cb9494749a09",  # repair mobile devices
    ),
    "garden": (
        "8a1942a8-bebd-4cc5-bdff-fe215aaa3de5",  # use gardening equipment
        "af9b6098-7d2f-4990-b4eb-d7dd73fdb933",  # prune plants
        "8ce4a4af-969b-4d1c-8bfe-891cff82f913",  # plant green plants
        "c5f255ef-02d3-4ab0-a652-2bf055d1d493",  # grow plants
        "cad6cbf5-fd1c-40af-8c56-605964d044b5",  # create garden areas
        "0ae3af47-dc33-4cb0-a2a3-01c6a5bcd968",  # maintain plants' growth
        "7b3717e4-e963-44e0-b94f-1088a7242da0",  # nurse plants
        "73997f48-cd9d-4724-872d-86ecbb2ed9a2",  # plant species
    ),
    "animals": (
        "d92d88cf-dd72-4c3b-a98a-2c2a12600df3",  # provide animal training
        "5b1d43d1-e063-4d07-8ba1-6f08d4e46279",  # feed livestock
        "0e9fbf47-0cec-4d82-97f9-12a3334819fe",  # control animal movement
        "eb634991-cd5b-41e9-a9ac-35dc0c8070be",  # train dogs
        "4e6cfb60-9579-4822-8a5e-424bc0c8835c",  # animal welfare
        "d33b9bd2-6dcb-4abc-b3c2-96b8983d5c97",  # assess animal behaviour
        "f37dd722-72b4-4550-bca1-d19176208deb",  # groom animals
        "d10030a4-f49c-4125-8646-6b091efe5089",  # monitor the welfare of animals
        "546aaf54-8f69-4573-837c-b60e00327edc",  # provide first aid to animals
        "92dfcb21-863c-4fa8-9458-3760e53e966a",  # care for juvenile animals
    ),
    "translate": (
        "2de4572a-4724-4f76-afc2-72a568a264ac",  # speak different languages
        "aa7062ed-ebfb-4876-8fa5-a7c72c8b6ffb",  # translate spoken language
        "449f0945-4943-49f9-bd98-edfdfd7c00ba",  # translate texts
        "8b5962d7-b195-4459-addb-d15a48cc4b64",  # interpret spoken language between two parties
        "7d23c508-c007-4221-bb84-0c9a479b8ea6",  # show intercultural awareness
        "ab89ad86-1098-44bb-9465-05af5624557c",  # accompany people
        "7ff2c668-0e86-418a-a962-4958262ee337",  # use communication techniques
    ),
    "teach_others": (
        "d5e1e30e-44ab-4aba-abab-b8263e801b7a",  # assist students in their learning
        "573d3f91-c81c-407e-a56d-0f3a63272b43",  # adapt teaching to student's capabilities
        "b9bb1f03-15e2-4079-943e-7e483b21725b",  # give constructive feedback
        "a9ead737-a7cd-4046-adea-1ff7326db09f",  # teach languages
        "c8fa4313-80b0-4f37-8b1b-1739707bc362",  # teach digital literacy
        "699e7c26-6502-4e78-a823-3656ff5a5b8b",  # instruct others
        "a584a638-a2c0-4b3c-bdf3-a64f87225be9",  # mentor individuals
        "12efe5f2-f7ec-4f03-b359-afba5b9f62de",  # assist children with homework
    ),
    "computer_help": (
        "d15ce60f-ddab-41ce-ba56-398451b77b60",  # have computer literacy
        "1973c966-f236-40c9-b2d4-5d71a89019be",  # use spreadsheets software
        "f683ae1d-cb7c-4aa1-b9fe-205e1bd23535",  # use microsoft office
        "81633a44-f1db-4a01-a940-804c6905e330",  # use word processing software
        "fdf15b35-9028-4acb-bfd2-43f00a015cd9",  # use personal organization software
        "ba93b71b-c433-4a01-8246-ed2daa85a9a2",  # conduct web searches
        "b769f524-0f25-44d7-8538-5c46710a040e",  # manage digital documents
        "234aeb8d-56c3-4531-9193-1c5e6a8d16cb",  # use presentation software
    ),
    "website": (
        "56a10e3e-c9e7-4d39-b6f1-6013398fcb3a",  # use content management system software
        "d04ee340-5378-4601-8181-19da6d5cbfe0",  # manage website
        "64e09849-a7db-4d6b-a932-66264420eb97",  # apply social media marketing
        "0af062de-eb43-41e9-9b96-249e2cd22d26",  # use markup languages
        "21d2f96d-35f7-4e3f-9745-c533d2dd6e97",  # computer programming
        "2522a6ce-3202-4ac8-9f5b-b9cb5a3a83a1",  # debug software
        "d822b4b2-26c7-4bd9-970d-229c6504f615",  # create digital content
        "5fd5c985-eaaa-47aa-8314-62359c54505a",  # develop digital content
        "5ef0c719-5bcb-49f8-b8eb-824388225333",  # use scripting programming
    ),
    "photo_video": (
        "df11ab22-3c40-4dc8-ab0c-e9f41e62449e",  # edit photographs
        "c7b1e520-8921-46dd-b444-e0637323bb7f",  # use photographic equipment
        "38509fa4-7c06-4a4b-9622-f521f03c37b8",  # photography
        "64e505a8-8c7a-40a4-9776-0fd5ced146fa",  # select photos
        "9ce52938-fe28-4548-b38d-0c783933e19a",  # edit digital moving images
        "945b8655-5577-4c3a-946a-842d4527afa8",  # digital image processing
        "e8dd9cc1-c83d-45ec-a7b0-e3727ab90336",  # create moving images
    ),
    "make": (
        "477856e7-92e6-43e8-ad67-e2d7129a5188",  # use manual sewing techniques
        "a3ef84f9-c436-437a-bc6f-4956ae13e1eb",  # sew pieces of fabric
        "0d207bf2-b0dd-4a36-933f-d2cd3da2933d",  # sew textile-based articles
        "88ea614f-7e96-48fd-bf0b-96bf00bdb098",  # sand wood
        "44e2906f-48f2-48ee-88f8-351ecdb53f18",  # manipulate wood
        "2e8e2acf-5d58-4d99-807d-2ed77a6c8b17",  # join wood elements
        "44fea655-139f-445d-aae5-8474fc86307b",  # create jewellery
        "c3c3b550-f95e-4f1c-bdf3-ad1465e7b2ab",  # create wood joints
        "7e2f6f05-d6ef-45f3-a33c-5d6d0b07e1cf",  # alter wearing apparel
        "24301020-af48-4532-a1a6-e58567789436",  # create artwork
    ),
    "music_stage": (
        "8f8a8803-dc72-4488-9991-7c7d373e01fa",  # play musical instruments
        "e50a68c5-2a5d-4815-8bd1-e4334aed7683",  # sing
        "8cbfee2d-11fd-4166-9153-03a722dc66a7",  # perform for young audiences
        "04e6474d-f6fd-4e60-9191-24faae8ba0bb",  # perform live
        "b983e86d-61d5-4ebf-8810-2650c91da096",  # act for an audience
        "4b973dcf-3ffc-4c70-b84a-8360e63db7cd",  # attend rehearsals
        "d60f6482-39b0-4a8d-acdc-ac26fbe5fca7",  # read musical score
        "1ef9cce1-bce6-4ec6-9071-41348f4c1acd",  # tell a story
    ),
    "write": (
        "637ca2e2-0624-48b1-be6e-9ff4580344ac",  # proofread text
        "96ae5ab6-d696-4d4f-be1c-d02e722c6f55",  # apply grammar and spelling rules
        "fddb5bf3-eaa8-4bbb-9af5-107d7ec6227a",  # write captions
        "8fd96f45-e2ff-48e3-8829-5f25684993b9",  # write storylines
        "7800332c-a8eb-4792-8d72-50d509616154",  # draft press releases
        "c2f70431-2cc5-4552-bcb7-6564512c15bd",  # use specific writing techniques
    ),
    "sell": (
        "29a50780-f81b-429c-b410-7f23a492e19d",  # sell products
        "64e09849-a7db-4d6b-a932-66264420eb97",  # apply social media marketing
        "c81c9ea3-4689-4146-9076-24dd175c69bc",  # carry out active selling
        "f7e7ccb6-fadc-4c35-935d-e1040be40dfe",  # handle financial transactions
        "0cb013af-6dd9-4fb2-b34e-63dda1a5cf82",  # operate cash register
        "d5fa1ed6-6cd8-41b9-8e78-2ba168ff3457",  # process orders from online shop
        "a89c463d-e6f0-417d-9216-b59b92249226",  # carry out order intake
    ),
    "drive": (
        "2a82241a-216e-44d8-bb50-6b9a0ef82084",  # drive vehicles
        "2815f65d-6adb-46a6-8041-5768febf5580",  # drive in urban areas
        "3172f001-a4dd-4e7e-9f74-9707b2e7c6e1",  # read maps
        "be0afbfa-2d39-47d0-8d5c-81df2a27d250",  # interpret traffic signals
        "79c366d4-0316-4838-b72e-c3be4f90fbd3",  # use communication devices
        "97fb21db-a4e5-4b03-af21-03b9d510d872",  # operate GPS systems
        "048affec-04db-4bd5-b7a6-c666d16c0fef",  # load cargo
        "e7f63440-6007-486b-948f-ea124839c418",  # drive two-wheeled vehicles
        "c016e901-79b8-45b5-a51a-86735e684a91",  # park vehicles
    ),
    "first_aid": (
        "1d21f6ad-340f-45da-a0a3-4e83867f47a6",  # provide first aid
        "f7464f30-662b-4177-85a0-3df9693e9e58",  # first aid
        "49e1eb78-e6b1-4116-8e9f-f23316ee503e",  # react calmly in stressful situations
        "445b65c5-5b16-4f66-94ce-f2a7f49f9ee7",  # manage emergency procedures
        "d15f8745-28f8-4abf-a7b6-6cb8a304efd2",  # tolerate stress
    ),
    "community": (
        "a17286c5-238d-4f0b-bc24-29e9121345de",  # listen actively
        "2b3ac8b9-a5bd-4ec1-bb9a-f499fb3aa8d3",  # social mediation
        "bbeff2f6-4a3c-44af-8589-ac158f652d0d",  # assist the homeless
        "2e62b29d-3aa8-4e58-8aca-f3b48c8deefd",  # empower social service users
        "0ee94af1-b445-4973-9c3f-459fab250342",  # apply conflict management
        "5ca953f7-541d-4f67-bc55-7721348366cf",  # respect the diversity of cultural values and norms
        "bf5ab3df-9589-4e99-b8f6-a83b494f40be",  # promote social awareness
        "bcd2ce08-ba12-4d66-865f-f4ba36419707",  # promote inclusion
        "996243ee-543f-4c36-a31a-e0f2403c0c5d",  # relate empathetically
        "2d667669-e738-41d2-8b6d-ff53fa952564",  # involve volunteers
    ),
    "clean_home": (
        "7bb01a18-4637-4535-ba18-258f48f705b8",  # clean rooms
        "288cca5e-5a5d-491a-b074-bcb31ee9fb7d",  # clean household linens
        "ce2dbe33-9e13-47bb-91bf-00cf799ac34c",  # cleaning techniques
        "562b1180-83e7-4041-8468-2f28d03b7893",  # iron textiles
        "6ff01827-907d-43d8-b6e4-7162c1cf0aca",  # clean surfaces
        "d05ae693-dc7d-4073-8806-2782f117c24a",  # clean glass surfaces
        "00ec5333-e570-477b-9017-2e95fea0150a",  # maintain inventory of cleaning supplies
        "04838ae5-a737-48a0-a782-3d1b6b6cb75b",  # wash the laundry
        "e0c6fdd1-336a-4e2f-91d1-ab4a2f9c385d",  # make the beds
        "a2cd3b30-2d6c-473e-a5d4-4e7cb576babe",  # clean building floors
        "644617c8-fbe6-4755-b7f2-c3a623641e5b",  # vacuum surfaces
    ),
    "moving": (
        "ab2bb44a-3956-4028-8715-8b70b1960b99",  # lift heavy weights
        "048affec-04db-4bd5-b7a6-c666d16c0fef",  # load cargo
        "667cbbaf-f377-46d8-8f2d-1f6d8a55d74a",  # pack goods
        "b1e4b6b3-c32e-426f-91a1-41b8adac086c",  # secure goods
        "3ab2b4be-e304-4c3c-98f5-ce0620218bc6",  # assist in the movement of heavy loads
        "042f91e3-cccc-4d51-b635-bb14ffe90cfc",  # unload cargo
        "fe29e658-7cad-4b70-a169-10a240ec0bef",  # work in a logistics team
    ),
}


def skills_from(activities: tuple[str, ...]) -> dict[str, list[str]]:
    """Return per proposed skill URI the activities that lead to it, in the order in which activities are given."""
    found: dict[str, list[str]] = {}
    for activity in activities:
        for identifier in ACTIVITIES.get(activity, ()):
            found.setdefault(SKILL_PREFIX + identifier, []).append(activity)
    return found
