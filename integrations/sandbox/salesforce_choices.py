"""Labels that differ from the API name, and the values picklists offer, by field or "Object.Field"."""

from integrations.sandbox.world import STAGES

LABELS = {
    "StageName": "Stage",
    "ForecastCategoryName": "Forecast Category",
    "NumberOfEmployees": "Employees",
    "HasOptedOutOfEmail": "Email Opt Out",
    "Opportunity.Name": "Opportunity Name",
    "Account.Name": "Account Name",
    "Contact.AccountId": "Account ID",
    "IsPrivate": "Private",
    "ActivityDate": "Due Date Only",
    "WhoId": "Name ID",
    "WhatId": "Related To ID",
    "OwnerId": "Owner ID",
    "CurrencyIsoCode": "Currency ISO Code",
    "Dealhand_Key__c": "Dealhand Key",
}
_SOURCES = ("Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other")
FORECASTS = {  # stage key of the world -> forecast category; the others are in the pipeline
    "won": "Closed",
    "lost": "Omitted",
    "negotiation": "Commit",
    "proposal": "Best Case",
}
PICKLISTS: dict[str, tuple[str, ...]] = {
    "Opportunity.StageName": tuple(label for _, label, *_ in STAGES),
    "Opportunity.ForecastCategoryName": ("Omitted", "Pipeline", "Best Case", "Commit", "Closed"),
    "Opportunity.Type": ("New Customer", "Existing Customer - Upgrade", "Existing Customer - Replacement"),
    "Opportunity.LeadSource": _SOURCES,
    "Contact.LeadSource": _SOURCES,
    "Lead.LeadSource": _SOURCES,
    "Lead.Status": (
        "Open - Not Contacted",
        "Working - Contacted",
        "Closed - Converted",
        "Closed - Not Converted",
    ),
    "Lead.Rating": ("Hot", "Warm", "Cold"),
    "Account.Type": ("Prospect", "Customer - Direct", "Customer - Channel", "Other"),
    "OpportunityContactRole.Role": (
        "Business User",
        "Decision Maker",
        "Economic Buyer",
        "Evaluator",
        "Influencer",
        "Other",
    ),
    "Task.Status": ("Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred"),
    "Task.Priority": ("High", "Normal", "Low"),
    "Task.TaskSubtype": ("Task", "Email", "ListEmail", "Cadence", "Call"),
    "Task.Type": ("Call", "Email", "Meeting", "Other"),
    "Event.ShowAs": ("Busy", "OutOfOffice", "Free"),
    "Event.Type": ("Call", "Email", "Meeting", "Other"),
    "EventRelation.Status": ("New", "Accepted", "Declined"),
    "EmailMessageRelation.RelationType": ("ToAddress", "CcAddress", "BccAddress", "FromAddress"),
    "EmailMessage.Status": ("0", "1", "2", "3", "4", "5"),
    "ContentDocumentLink.ShareType": ("V", "C", "I"),
    "ContentDocumentLink.Visibility": ("AllUsers", "InternalUsers", "SharedUsers"),
    "User.TimeZoneSidKey": (
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
        "Europe/London",
        "Europe/Berlin",
        "Asia/Tokyo",
        "GMT",
    ),
}
CURRENCIES = ("USD", "EUR", "GBP")
