## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
include tests/phone/firmware.mk
include tests/phone/phone.mk
include tests/phone/transcript.mk
