include tests/phone/firmware.mk
include tests/phone/phone.mk
