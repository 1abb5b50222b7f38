"""Policies: what each asks of a firm, whether a firm may apply, and what the policies of a workspace are good for.

    records.py      policies and firms as lines of files
    documents.py    the policies among the documents of a workspace, with their conditions, kept once read
    offers.py       those that are offered, and those that are left out with the reason
    applicants.py   who asks, and what the firm is to be asked next
    eligibility.py  policies for a firm, firms for a policy, policies side by side
    goals.py        goals that policies have set, with what was observed
    weak_links.py   clauses that serve the weak links of a chain

One function a question. Conditions are read from the text where a record does not carry them already.
"""

from api.policies.applicants import Applicant, Question, applicant, fact_of, question, questions
from api.policies.documents import PolicyDocument, policy_documents
from api.policies.eligibility import EligibleReport, align, eligible, firms
from api.policies.goals import Goal, TargetLedger, targets
from api.policies.offers import PolicyList, policies, policy
from api.policies.records import Record, align_records, check_all, check_record, extract, rules_of
from api.policies.weak_links import WeakLinkClause, WeakLinkClauses, clauses

__all__ = [
    "Applicant",
    "EligibleReport",
    "Goal",
    "PolicyDocument",
    "PolicyList",
    "Question",
    "Record",
    "TargetLedger",
    "WeakLinkClause",
    "WeakLinkClauses",
    "align",
    "align_records",
    "applicant",
    "check_all",
    "check_record",
    "clauses",
    "eligible",
    "extract",
    "fact_of",
    "firms",
    "policies",
    "policy",
    "policy_documents",
    "question",
    "questions",
    "rules_of",
    "targets",
]
