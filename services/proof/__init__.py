"""The publication bundle of a vote: gathered from a published run, signed, kept under its fingerprint, served.

What lives here: reads of what `budgeting.proof` publishes, the README in the commune's languages, the files. It may
import `services`, `models`, `budgeting` and `locales`. What never happens here: a cycle's key, a ballot that is opened,
a bundle before two people published the result.
"""

from services.proof.keeping import BundleView, bundle_file, bundles_of, file_name_of, make_due_bundles

__all__ = ["BundleView", "bundle_file", "bundles_of", "file_name_of", "make_due_bundles"]
