"""Every question that a model may be asked. `/dealhand trust` is drawn from this list (A-27)."""

from bot.reading import Classification, Extraction, Part, Question

REPLY = Classification(
    name="reply",
    asks="What does the writer of this reply to a sales mail want?",
    parts=(Part.SUBJECT, Part.NEW_TEXT),
    labels={
        "positive": "clearly interested: wants to talk, meet, see prices or a demo",
        "objection": "says no, or names a reason against it: price, another product, no need",
        "not_now": "not now, but perhaps later",
        "unsubscribe": "wants no more mail of this kind, in whatever words",
        "wrong_person": "is not the right person, or has left",
        "compliance_threat": "threatens with a lawyer, a regulator or a complaint, or accuses of spam",
        "other": "none of these, or not clear",
    },
)

INQUIRY = Extraction(
    name="inquiry",
    asks="What does this mail say about the person who wrote it and about what they want to buy?",
    parts=(Part.SUBJECT, Part.NEW_TEXT, Part.SIGNATURE, Part.SENDER_NAME),
    slots={
        "person": "full name of the person who wrote it",
        "title": "their job title",
        "phone": "their phone number",
        "company": "name of the company they work for",
        "country": "country they are in",
        "amount": "budget or value with its currency",
        "day": "day by which, or on which, they want something",
        "product": "product or service they are interested in",
    },
)

QUESTIONS: tuple[Question, ...] = (REPLY, INQUIRY)
