# models
FUZZ_LOADNAME_SEEDS = \
	tests/fuzz/seeds/loadname/00-SCCP45 \
	tests/fuzz/seeds/loadname/01-SIP11 \
	tests/fuzz/seeds/loadname/02-TERM11 \
	tests/fuzz/seeds/loadname/03-SCCP45 \
	tests/fuzz/seeds/loadname/04-jar45s \
	tests/fuzz/seeds/loadname/05-cvm11 \
	tests/fuzz/seeds/loadname/06-dsp11 \
	tests/fuzz/seeds/loadname/07-jar45s \
	tests/fuzz/seeds/loadname/08-term45 \
	tests/fuzz/seeds/loadname/09-79XX_d \
	tests/fuzz/seeds/loadname/10-cmterm \
	tests/fuzz/seeds/loadname/11-cmterm \
	tests/fuzz/seeds/loadname/12-SCCP45 \
	tests/fuzz/seeds/loadname/13-SCCP45 \
	tests/fuzz/seeds/loadname/14-SCCP69xx \
	tests/fuzz/seeds/loadname/15-SIP894x \
	tests/fuzz/seeds/loadname/16-sip88xx \
	tests/fuzz/seeds/loadname/17-sip88xx \
	tests/fuzz/seeds/loadname/18-sip88xx \
	tests/fuzz/seeds/loadname/19-rootfs \
	tests/fuzz/seeds/loadname/20-cmterm \
	tests/fuzz/seeds/loadname/21-SIP3951 \
	tests/fuzz/seeds/loadname/22-ATA19x \
	tests/fuzz/seeds/loadname/23-dkern

check_PROGRAMS += tests/fuzz/fuzz_loadname
tests_fuzz_fuzz_loadname_SOURCES = tests/fuzz/fuzz_loadname.c $(FUZZ_MAIN)
tests_fuzz_fuzz_loadname_CPPFLAGS = $(core_libcore_la_CPPFLAGS)
tests_fuzz_fuzz_loadname_LDADD = plugins/models/libjava79.la plugins/models/libseries69.la \
	plugins/models/libseries88.la plugins/models/libseries99.la plugins/models/libseries39.la \
	plugins/models/libata19.la core/libcore.la
tests_fuzz_fuzz_loadname_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_LINK)

TESTS += tests/fuzz/loadname.sh
EXTRA_DIST += tests/fuzz/loadname.sh $(FUZZ_LOADNAME_SEEDS)
