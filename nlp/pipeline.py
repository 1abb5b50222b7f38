"""Text → names, relations and readings, in one fixed order.

`Extractor` does the work on plain strings. `language` frames it as a spaCy pipeline (blank Chinese, one token a
character, so that offsets are exact); spaCy is imported only there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from nlp.context import breaks_of, passages_of
from nlp.kept_memory import keep_memory
from nlp.lexicon import Lexicon, bundled_lexicon
from nlp.model_file import Model, bundled_model
from nlp.names.find import find_names
from nlp.names.places import regions_in
from nlp.names.repeats import with_repeats
from nlp.names.scene import Scene, Surroundings
from nlp.pieces import Part, pieces_of
from nlp.quantities import readings_of
from nlp.quantities.model import QuantityModel
from nlp.relations import relations_of
from nlp.relations.judge import Judge
from nlp.sentences import split
from nlp.spans import Extraction, Link, Span
from nlp.stand_ins import Told, with_stand_ins
from nlp.tagging.seen import Seen, in_text, with_spans
from nlp.tagging.tagger import Tagger
from nlp.tagging.vetoes import without_vetoed
from nlp.without_pauses import without_pauses
from ontology.facts import Document
from ontology.schema import EntityClass

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

COMPONENT: Final = "liantu_extract"
SPANS: Final = "liantu"  # key in `Doc.spans`


class Extractor:
    """Finds what a text says. Built once; holds no state between texts.

    Args:
        extra: names of one's own beside the lexicons', such as those of a register.
        model: what was learned; with `NO_MODEL` the rules decide alone.
    """

    def __init__(self, extra: Iterable[tuple[str, EntityClass]] = (), *, model: Model | None = None) -> None:
        keep_memory()
        names = tuple(extra)
        self.lexicon = Lexicon(names) if names else bundled_lexicon()
        used = bundled_model() if model is None else model
        self._tagger = Tagger.of(used)
        self._judge = Judge.of(used)
        self._quantities = QuantityModel.of(used)

    def entities(self, text: str) -> tuple[Span, ...]:
        """Names and terms of a sentence or of a whole text, in order of appearance."""
        seen = self.look(text)
        if self._tagger is None:
            return without_vetoed(in_text(seen))
        named = in_text(seen, self._tagger.tag(seen))
        return without_vetoed(with_repeats(text, named))

    def look(self, text: str) -> list[Seen]:
        """The sentences of a text with what the rules find in each."""
        whole, sentences = Scene(text, self.lexicon), split(text)
        scenes = whole.parts(sentences, Surroundings(regions=regions_in(whole)))
        seen = [
            Seen(scene, find_names(scene), sentence.start) for scene, sentence in zip(scenes, sentences, strict=True)
        ]
        named = in_text(seen)
        repeated = with_repeats(text, named)
        return seen if repeated is named else with_spans(seen, repeated)

    @without_pauses()
    def extract(self, text: str) -> Extraction:
        """Everything one sentence or one whole text says."""
        entities = self.entities(text)
        told = with_stand_ins(text, entities)
        return self._said(entities, told, [Part(tuple(pieces_of(text, told.spans)))])

    @without_pauses()
    def read(self, document: Document) -> Extraction:
        """Everything a document says; headings tell its blocks their region and whether they speak of plans.

        Offsets of the result are those of `document.text`.
        """
        entities = self.entities(document.text)
        told = with_stand_ins(document.text, entities, breaks_of(document))
        parts = [
            Part(tuple(pieces_of(block.text, told.spans[first:last], start=block.start, first=first)), context)
            for block, context, first, last in passages_of(document, told.spans)
        ]
        return self._said(entities, told, parts)

    def _said(self, entities: tuple[Span, ...], told: Told, parts: Sequence[Part]) -> Extraction:
        """What the parts of a text say, of the names that their stand-ins mean."""
        links = [link for found in relations_of(parts, self._judge) for link in _meant(found, told)]
        readings = [reading for part in parts for reading in readings_of(part, self._quantities)]
        return Extraction(entities, tuple(links), tuple(readings))


def language(extractor: Extractor | None = None) -> "Language":
    """A spaCy pipeline whose documents carry the names as `doc.spans["liantu"]` and all else in `doc.user_data`."""
    import spacy
    from spacy.language import Language

    used = extractor or Extractor()

    def annotate(doc: "Doc") -> "Doc":
        found = used.extract(doc.text)
        pieces = (doc.char_span(span.start, span.end, label=span.cls.value) for span in found.entities)
        doc.spans[SPANS] = [piece for piece in pieces if piece is not None]
        doc.user_data[COMPONENT] = found
        return doc

    Language.factory(COMPONENT, func=lambda nlp, name: annotate)  # noqa: ARG005 — the signature spaCy asks for
    pipeline = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
    pipeline.add_pipe(COMPONENT)
    return pipeline


def _meant(links: Iterable[Link], told: Told) -> Iterable[Link]:
    """The relations of a part of a text between the names that are meant, each once."""
    meant = (replace(link, head=told.meant[link.head], tail=told.meant[link.tail]) for link in links)
    return {(link.head, link.relation, link.tail): link for link in meant if link.head != link.tail}.values()
