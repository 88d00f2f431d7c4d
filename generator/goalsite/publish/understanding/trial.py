"""What would be found if files were written: looked at before anything is."""

from collections.abc import Mapping
from dataclasses import replace

from goalsite.findings import Finding
from goalsite.publish.understanding.inputs import Inputs
from goalsite.publish.understanding.pipeline import understand_inputs
from goalsite.publish.understanding.understood import Understood
from goalsite.source.files import SourceFile


def findings_added(inputs: Inputs, known: Understood, files: Mapping[str, bytes]) -> list[Finding]:
    """Return the findings that files would bring; ``files`` are by their path below the goals folder."""
    kept = [one for one in inputs.files if one.key not in files]
    fresh = [SourceFile(key, content) for key, content in files.items()]
    after = understand_inputs(replace(inputs, files=(*kept, *fresh)))
    before = {(one.code, one.path, one.message) for one in known.findings}
    return [one for one in after.findings if (one.code, one.path, one.message) not in before]
