## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# One module for each model, over the code that models share.  autogen.sh writes
# list.mk from the files here: to add or remove a model touches its own file only.
include plugins/models/list.mk
EXTRA_DIST += plugins/models/README.md
