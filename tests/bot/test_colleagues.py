from bot.colleagues import SlackUser, check_matching, match
from bot.records import Owner

PRIYA = SlackUser("U1", "Priya", "Priya@Dealhand.example", "America/New_York", admin=False)
DANA = SlackUser("U2", "Dana", "dana@dealhand.example", "America/New_York", admin=False)
OMAR = SlackUser("U3", "Omar", "omar@dealhand.example", "Europe/London", admin=True)
NOBODY = SlackUser("U4", "Bot-like", "", "UTC", admin=False)
OWNERS = (
    Owner("o1", "Priya", "priya@dealhand.example", active=True),
    Owner("o2", "Dana", "dana@dealhand.example", active=False),
    Owner("o9", "Gone Abroad", "gone@dealhand.example", active=True),
)


def test_people_are_matched_by_e_mail_whatever_its_case() -> None:
    priya, *_ = match((PRIYA, DANA, OMAR), OWNERS, manager_email=None, admin_email=None)

    assert (priya.crm_owner, priya.slack_user, priya.zone) == ("o1", "U1", "America/New_York")


def test_an_inactive_owner_and_someone_without_an_e_mail_match_nobody() -> None:
    people = {p.id: p for p in match((DANA, NOBODY), OWNERS, manager_email=None, admin_email=None)}

    assert set(people) == {"U2"}
    assert people["U2"].crm_owner is None


def test_the_named_manager_looks_after_everybody_else_and_never_after_themselves() -> None:
    people = {
        p.id: p
        for p in match((PRIYA, DANA, OMAR), OWNERS, manager_email="DANA@dealhand.example", admin_email=None)
    }

    assert [people[i].manager for i in ("U1", "U2", "U3")] == ["U2", None, "U2"]


def test_without_a_named_manager_the_first_administrator_stands_in() -> None:
    people = {p.id: p for p in match((PRIYA, DANA, OMAR), OWNERS, manager_email=None, admin_email=None)}

    assert people["U1"].manager == "U3"
    assert [p.id for p in people.values() if p.admin] == ["U3"]


def test_doctor_names_owners_whom_slack_does_not_know() -> None:
    finding = check_matching((PRIYA, DANA), OWNERS)

    assert "gone@dealhand.example" in finding.said
    assert "Dana" not in finding.said


def test_doctor_is_content_when_everybody_is_found() -> None:
    assert "every active CRM owner" in check_matching((PRIYA,), OWNERS[:1]).said
