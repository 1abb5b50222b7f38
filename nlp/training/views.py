"""What the tagger sees of training sentences: as a text is looked at, or with names hidden from the lexicon.

A tagger that meets every firm of its sentences in a lexicon learns to trust the lexicon alone. Hiding the firms of
some sentences teaches it what stands around a name.
"""

from collections.abc import Callable, Sequence
from zlib import crc32

from nlp.annotated import AnnotatedSentence
from nlp.evaluation.unseen import Unseen, without
from nlp.model_file import NO_MODEL
from nlp.names.scene import Scene
from nlp.pipeline import Extractor
from nlp.tagging.seen import Seen
from ontology.schema import EntityClass

View = Callable[[AnnotatedSentence], Seen]


def plain_view() -> View:
    """Sentences as a text of their own is looked at, by the rules and the whole lexicon."""
    return _view_of(Extractor(model=NO_MODEL))


def training_view(sentences: Sequence[AnnotatedSentence], hidden: int) -> View:
    """As `plain_view`, with the firms of `sentences` hidden from the lexicon in some of them.

    Args:
        sentences: those to be trained on.
        hidden: of a hundred sentences, for how many; which ones their ids decide.
    """
    plain, unseen = Extractor(model=NO_MODEL), Unseen.of(sentences, EntityClass.ENTERPRISE)
    knowing, blind = _view_of(plain), _view_of(without(plain, unseen))
    return lambda one: (blind if crc32(one.id.encode()) % 100 < hidden else knowing)(one)


def _view_of(extractor: Extractor) -> View:
    def view(sentence: AnnotatedSentence) -> Seen:
        seen = extractor.look(sentence.text)
        if len(seen) == 1 and seen[0].scene.text == sentence.text:
            return seen[0]
        return Seen(Scene(sentence.text, extractor.lexicon), extractor.entities(sentence.text))

    return view
