# library
EXTRA_DIST += tests/unit/packer.h tests/unit/scratch.h tests/unit/signer.h tests/unit/tiny_model.h
if UNIT_TESTS
check_PROGRAMS += tests/unit/check_container tests/unit/check_library tests/unit/check_import \
	tests/unit/check_xmldefault tests/unit/check_cnfxml tests/unit/check_signature \
	tests/unit/check_broken tests/unit/check_needs tests/unit/check_families
TESTS += tests/unit/check_container tests/unit/check_library tests/unit/check_import \
	tests/unit/check_xmldefault tests/unit/check_cnfxml tests/unit/check_signature \
	tests/unit/check_broken tests/unit/check_needs tests/unit/check_families

tests_unit_check_container_SOURCES = tests/unit/check_container.c
tests_unit_check_container_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_container_LDADD = tests/phone/libfirmware.la $(UNIT_LIBS)

tests_unit_check_library_SOURCES = tests/unit/check_library.c
tests_unit_check_library_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_library_LDADD = tests/phone/libfirmware.la $(UNIT_LIBS) $(GMP_LIBS) $(NETTLE_LIBS)

tests_unit_check_import_SOURCES = tests/unit/check_import.c
tests_unit_check_import_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_import_LDADD = tests/phone/libfirmware.la $(UNIT_LIBS) $(GMP_LIBS) $(NETTLE_LIBS)

tests_unit_check_broken_SOURCES = tests/unit/check_broken.c
tests_unit_check_broken_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_broken_LDADD = tests/phone/libfirmware.la $(UNIT_LIBS)

tests_unit_check_families_SOURCES = tests/unit/check_families.c
tests_unit_check_families_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_families_LDADD = tests/phone/libfirmware.la $(UNIT_LIBS)
tests_unit_check_families_LDFLAGS = $(AM_LDFLAGS) -export-dynamic

tests_unit_check_needs_SOURCES = tests/unit/check_needs.c
tests_unit_check_needs_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_needs_LDADD = tests/phone/libfirmware.la $(UNIT_LIBS)
tests_unit_check_needs_LDFLAGS = $(AM_LDFLAGS) -export-dynamic

tests_unit_check_signature_SOURCES = tests/unit/check_signature.c
tests_unit_check_signature_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_signature_LDADD = tests/phone/libfirmware.la $(UNIT_LIBS) $(GMP_LIBS) $(NETTLE_LIBS)

tests_unit_check_xmldefault_SOURCES = tests/unit/check_xmldefault.c
tests_unit_check_xmldefault_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_xmldefault_LDADD = $(UNIT_LIBS)

tests_unit_check_cnfxml_SOURCES = tests/unit/check_cnfxml.c
tests_unit_check_cnfxml_CPPFLAGS = $(UNIT_INCLUDES)
tests_unit_check_cnfxml_LDADD = $(UNIT_LIBS)
endif
