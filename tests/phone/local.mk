include tests/phone/firmware.mk
include tests/phone/phone.mk
include tests/phone/transcript.mk
