# thirdparty: a model plugin built from the installed headers only
check_PROGRAMS += tests/thirdparty/abi
tests_thirdparty_abi_SOURCES = tests/thirdparty/abi.c
tests_thirdparty_abi_LDADD = $(DL_LIBS)

TESTS += tests/thirdparty/thirdparty.sh
EXTRA_DIST += tests/thirdparty/thirdparty.sh tests/thirdparty/acme-100.c
