dist_doc_DATA = README.md NEWS
EXTRA_DIST += docs/design.md docs/models.md docs/security.md .ci/run .git-blame-ignore-revs packaging/README.md
