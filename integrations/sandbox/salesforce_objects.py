"""The objects of the local org, as tables (Salesforce Object Reference; only the fields somebody needs).

A line reads: API name, type(length), flags, >what it refers to.
"""

from integrations.sandbox.salesforce_choices import CURRENCIES, LABELS, PICKLISTS
from integrations.sandbox.salesforce_schema import Schema, SObject, parse_fields

_SYSTEM = """
IsDeleted boolean readonly
CreatedDate datetime readonly
CreatedById reference readonly >User
LastModifiedDate datetime readonly
LastModifiedById reference readonly >User
SystemModstamp datetime readonly
"""
_KEY_FIELD = "Dealhand_Key__c string(255) unique"
_KEYED = ("Task", "Event", "Account", "Contact", "Lead", "Opportunity")
_CURRENCY = "CurrencyIsoCode picklist restricted"
_WITH_CURRENCY = ("Account", "Contact", "Lead", "Opportunity")

_TABLES: dict[str, tuple[str, str, str]] = {  # object -> key prefix, plural label, fields
    "Account": (
        "001",
        "Accounts",
        """
        Name string(255) required
        Type picklist
        Industry picklist
        Website url
        Phone phone
        NumberOfEmployees int
        AnnualRevenue currency
        BillingCity string(40)
        BillingState string(80)
        BillingCountry string(80)
        ParentId reference >Account
        MasterRecordId reference readonly >Account
        OwnerId reference >User
        Description textarea(32000)
        LastActivityDate date readonly
        """,
    ),
    "Contact": (
        "003",
        "Contacts",
        """
        Name string(121) readonly
        FirstName string(40)
        LastName string(80) required
        AccountId reference >Account
        Email email lookup
        Phone phone
        MobilePhone phone
        Title string(128)
        Department string(80)
        LeadSource picklist
        ReportsToId reference >Contact
        MailingCountry string(80)
        HasOptedOutOfEmail boolean
        DoNotCall boolean
        MasterRecordId reference readonly >Contact
        OwnerId reference >User
        Description textarea(32000)
        LastActivityDate date readonly
        """,
    ),
    "Lead": (
        "00Q",
        "Leads",
        """
        Name string(121) readonly
        FirstName string(40)
        LastName string(80) required
        Company string(255) required
        Email email lookup
        Phone phone
        Title string(128)
        Status picklist required restricted
        LeadSource picklist
        Rating picklist
        Industry picklist
        NumberOfEmployees int
        Website url
        Country string(80)
        HasOptedOutOfEmail boolean
        DoNotCall boolean
        IsConverted boolean readonly
        ConvertedDate date readonly
        ConvertedAccountId reference readonly >Account
        ConvertedContactId reference readonly >Contact
        ConvertedOpportunityId reference readonly >Opportunity
        MasterRecordId reference readonly >Lead
        OwnerId reference >User
        Description textarea(32000)
        LastActivityDate date readonly
        """,
    ),
    "Opportunity": (
        "006",
        "Opportunities",
        """
        Name string(120) required
        AccountId reference >Account
        ContactId reference createonly >Contact
        StageName picklist required restricted
        CloseDate date required
        Amount currency
        Probability percent
        NextStep string(255)
        ForecastCategoryName picklist restricted
        IsClosed boolean readonly
        IsWon boolean readonly
        Type picklist
        LeadSource picklist
        IsPrivate boolean
        OwnerId reference >User
        Description textarea(32000)
        LastActivityDate date readonly
        """,
    ),
    "OpportunityContactRole": (
        "00K",
        "Opportunity Contact Roles",
        """
        OpportunityId reference required createonly >Opportunity
        ContactId reference required >Contact
        Role picklist
        IsPrimary boolean
        """,
    ),
    "OpportunityStage": (
        "01J",
        "Opportunity Stages",
        """
        MasterLabel string(255) readonly
        ApiName string(255) readonly
        SortOrder int readonly
        IsActive boolean readonly
        IsClosed boolean readonly
        IsWon boolean readonly
        DefaultProbability percent readonly
        ForecastCategoryName picklist readonly
        """,
    ),
    "OpportunityFieldHistory": (
        "017",
        "Opportunity Field History",
        """
        OpportunityId reference readonly >Opportunity
        Field picklist readonly
        OldValue string(255) readonly
        NewValue string(255) readonly
        """,
    ),
    "Task": (
        "00T",
        "Tasks",
        """
        Subject string(255)
        Description textarea(32000)
        ActivityDate date
        Status picklist required restricted
        Priority picklist required restricted
        TaskSubtype picklist createonly restricted
        Type picklist
        IsClosed boolean readonly
        CompletedDateTime datetime readonly
        WhoId reference >Contact|Lead
        WhatId reference >Account|Opportunity
        AccountId reference readonly >Account
        OwnerId reference required >User
        """,
    ),
    "Event": (
        "00U",
        "Events",
        """
        Subject string(255)
        Description textarea(32000)
        StartDateTime datetime
        EndDateTime datetime
        ActivityDateTime datetime
        ActivityDate date
        DurationInMinutes int
        IsAllDayEvent boolean
        Location string(255)
        ShowAs picklist restricted
        Type picklist
        WhoId reference >Contact|Lead
        WhatId reference >Account|Opportunity
        AccountId reference readonly >Account
        OwnerId reference required >User
        """,
    ),
    "EventRelation": (
        "0RE",
        "Event Relations",
        """
        EventId reference required createonly >Event
        RelationId reference required createonly >Contact|Lead|User
        Status picklist
        """,
    ),
    "EmailMessage": (
        "02s",
        "Email Messages",
        """
        Subject string(3000)
        TextBody textarea(131072)
        HtmlBody textarea(131072)
        FromAddress email
        FromName string(1000)
        ToAddress string(4000)
        CcAddress string(4000)
        ToIds idlist
        CcIds idlist
        Incoming boolean
        IsExternallyVisible boolean
        Status picklist required restricted
        MessageDate datetime
        MessageIdentifier string(765)
        ThreadIdentifier string(765)
        RelatedToId reference >Account|Opportunity
        ActivityId reference readonly >Task
        """,
    ),
    "EmailMessageRelation": (
        "0EM",
        "Email Message Relations",
        """
        EmailMessageId reference required createonly >EmailMessage
        RelationId reference createonly >Contact|Lead|User
        RelationType picklist required createonly restricted
        RelationAddress string(255) createonly
        """,
    ),
    "ContentNote": (
        "069",
        "Notes",
        """
        Title string(255) required
        Content base64
        TextPreview string(255) readonly
        FileType string(20) readonly
        ContentSize int readonly
        OwnerId reference >User
        """,
    ),
    "ContentDocument": (
        "069",
        "Content Documents",
        """
        Title string(255)
        FileType string(20) readonly
        ContentSize int readonly
        OwnerId reference >User
        """,
    ),
    "ContentDocumentLink": (
        "06A",
        "Content Document Links",
        """
        ContentDocumentId reference required createonly >ContentDocument
        LinkedEntityId reference required createonly >Account|Contact|Lead|Opportunity|Task|Event|User
        ShareType picklist required restricted
        Visibility picklist restricted
        """,
    ),
    "User": (
        "005",
        "Users",
        """
        Username string(80)
        FirstName string(40)
        LastName string(80) required
        Name string(121) readonly
        Email email
        Title string(80)
        IsActive boolean
        TimeZoneSidKey picklist restricted
        UserType picklist readonly
        ManagerId reference >User
        """,
    ),
    "Organization": (
        "00D",
        "Organizations",
        """
        Name string(80) readonly
        OrganizationType picklist readonly
        InstanceName string(5) readonly
        IsSandbox boolean readonly
        TimeZoneSidKey picklist readonly
        """,
    ),
}
_READ_ONLY = ("OpportunityStage", "OpportunityFieldHistory", "Organization")

_ACTIVITIES = {"Tasks": ("Task", "WhatId"), "Events": ("Event", "WhatId")}
_PERSON_ACTIVITIES = {"Tasks": ("Task", "WhoId"), "Events": ("Event", "WhoId")}
_LINKS = {"ContentDocumentLinks": ("ContentDocumentLink", "LinkedEntityId")}
_CHILDREN: dict[str, dict[str, tuple[str, str]]] = {
    "Account": {
        "Contacts": ("Contact", "AccountId"),
        "Opportunities": ("Opportunity", "AccountId"),
        **_ACTIVITIES,
        **_LINKS,
    },
    "Contact": {
        "OpportunityContactRoles": ("OpportunityContactRole", "ContactId"),
        **_PERSON_ACTIVITIES,
        **_LINKS,
    },
    "Lead": {**_PERSON_ACTIVITIES, **_LINKS},
    "Opportunity": {
        "OpportunityContactRoles": ("OpportunityContactRole", "OpportunityId"),
        "Histories": ("OpportunityFieldHistory", "OpportunityId"),
        **_ACTIVITIES,
        **_LINKS,
    },
    "Event": {"EventRelations": ("EventRelation", "EventId"), **_LINKS},
    "Task": _LINKS,
    "ContentDocument": {"ContentDocumentLinks": ("ContentDocumentLink", "ContentDocumentId")},
}


def build_schema(*, key_fields: bool, multi_currency: bool) -> Schema:
    """The org's schema; `key_fields` adds Dealhand_Key__c where an administrator would have installed it."""
    picklists = PICKLISTS | {f"{name}.CurrencyIsoCode": CURRENCIES for name in _WITH_CURRENCY}
    objects = []
    for name, (prefix, plural, table) in _TABLES.items():
        lines = "Id id readonly\n" + table + _SYSTEM
        if key_fields and name in _KEYED:
            lines += _KEY_FIELD + "\n"
        if multi_currency and name in _WITH_CURRENCY:
            lines += _CURRENCY + "\n"
        fields = parse_fields(lines, LABELS, picklists, name)
        label = name if name in ("Account", "Contact") else fields_label(name)
        objects.append(
            SObject(name, label, plural, prefix, fields, _CHILDREN.get(name, {}), name not in _READ_ONLY)
        )
    return Schema(objects)


def fields_label(name: str) -> str:
    """An object's label from its API name: `ContentNote` reads "Content Note"."""
    return "".join(" " + letter if letter.isupper() and at else letter for at, letter in enumerate(name))
