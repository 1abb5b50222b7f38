"""A language model as a second reader, off by default: it may propose, the text decides.

    doubtful sentence ─ cache | endpoint ─▶ JSON ─ verify against the sentence ─▶ spans, links, readings of rule `llm`

Only sentences that the rules are unsure of are sent, each alone, and nothing else of the document. What comes back is
taken only where it stands verbatim in that sentence: what the model was told, or talked into, does not matter.
"""

from nlp.llm.extractor import LlmExtractor
from nlp.llm.second_reader import SecondReader, Tally
from nlp.llm.settings import LlmSettings

__all__ = ["LlmExtractor", "LlmSettings", "SecondReader", "Tally"]
