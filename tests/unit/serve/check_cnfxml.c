/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_cnfxml.c -- the configurations that the bench writes, as text.
 */
#include <config.h>
#include "core/plan/xmldefault.h"
#include "core/serve/cnfxml.h"
#include "tests/unit/tiny_model.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <stdlib.h>

#define MANAGER(in) \
	in "<callManagerGroup>\n" \
	in "  <members>\n" \
	in "    <member priority=\"0\">\n" \
	in "      <callManager>\n" \
	in "        <ports>\n" \
	in "          <ethernetPhonePort>2000</ethernetPhonePort>\n" \
	in "          <sipPort>5060</sipPort>\n" \
	in "        </ports>\n" \
	in "        <processNodeName>10.77.0.1</processNodeName>\n" \
	in "      </callManager>\n" \
	in "    </member>\n" \
	in "  </members>\n" \
	in "</callManagerGroup>\n"

#define VENDOR \
	"  <vendorConfig>\n" \
	"    <webAccess>0</webAccess>\n" \
	"    <loadServer/>\n" \
	"    <peerFirmwareSharing>0</peerFirmwareSharing>\n" \
	"  </vendorConfig>\n"

static char text[8192];

/* Of a model that calls its phones so; NULL: by their address. */
static const char *phone_name = "SEP%M";

static const char *write_xml(enum nr_want want, const char *load, const char *protocol)
{
	struct nr_model model = tiny_model.model;
	struct nr_ask ask = {
		.mac = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } },
		.load = load, .protocol = protocol,
	};
	uint8_t *out;
	size_t len;

	inet_pton(AF_INET, "10.77.0.1", &ask.server);
	model.phone_name = phone_name;
	ck_assert_int_eq(cnfxml_write(&model, want, &ask, &out, &len), 0);
	ck_assert_uint_lt(len, sizeof(text));
	memcpy(text, out, len);
	text[len] = '\0';
	free(out);
	return text;
}

/* The stamp is opaque: cut it out of the text. */
static void take_stamp(char stamp[64])
{
	char *from = strstr(text, "  <versionStamp>"), *to = strstr(text, "</versionStamp>\n");

	ck_assert(from && to);
	snprintf(stamp, 64, "%.*s", (int)(to - from) - 16, from + 16);
	memmove(from, to + 16, strlen(to + 16) + 1);
}

START_TEST(sccp_device)
{
	char stamp[64];

	write_xml(NR_WANT_CONFIG, "SCCP45.9-4-2SR3-1S", "SCCP");
	take_stamp(stamp);
	ck_assert_str_eq(text, "<?xml version=\"1.0\"?>\n<device>\n"
			 "  <fullConfig>true</fullConfig>\n"
			 "  <deviceProtocol>SCCP</deviceProtocol>\n"
			 "  <devicePool>\n" MANAGER("    ") "  </devicePool>\n"
			 "  <loadInformation>SCCP45.9-4-2SR3-1S</loadInformation>\n"
			 VENDOR "</device>\n");
}
END_TEST

START_TEST(device_without_load)
{
	char stamp[64];

	write_xml(NR_WANT_CONFIG, NULL, NULL);
	take_stamp(stamp);
	ck_assert_str_eq(text, "<?xml version=\"1.0\"?>\n<device>\n"
			 "  <fullConfig>true</fullConfig>\n"
			 "  <deviceProtocol>SCCP</deviceProtocol>\n"
			 "  <devicePool>\n" MANAGER("    ") "  </devicePool>\n"
			 VENDOR "</device>\n");
}
END_TEST

START_TEST(sip_device)
{
	write_xml(NR_WANT_CONFIG, "SIP45.8-5-4S", "SIP");
	ck_assert_ptr_nonnull(strstr(text, "<deviceProtocol>SIP</deviceProtocol>"));
	ck_assert_ptr_nonnull(strstr(text, "<registerWithProxy>true</registerWithProxy>"));
	ck_assert_ptr_nonnull(strstr(text, "<name>SEP001B54AA0001</name>"));
	ck_assert_ptr_nonnull(strstr(text, "<loadInformation>SIP45.8-5-4S</loadInformation>"));
}
END_TEST

START_TEST(name_is_the_model_s)
{
	phone_name = "VGC%M";
	write_xml(NR_WANT_CONFIG, "SIP45.8-5-4S", "SIP");
	ck_assert_ptr_nonnull(strstr(text, "<name>VGC001B54AA0001</name>"));
	ck_assert_ptr_null(strstr(text, "SEP"));
}
END_TEST

START_TEST(stamp_changes_with_the_load)
{
	static const char *const load[] = { "SCCP45.8-5-2S", "SCCP45.9-3-1S", NULL };
	char stamp[4][64];

	for (int i = 0; i < 3; i++) {
		write_xml(NR_WANT_CONFIG, load[i], "SCCP");
		take_stamp(stamp[i]);
		write_xml(NR_WANT_CONFIG, load[i], "SCCP");
		take_stamp(stamp[3]);
		ck_assert_str_eq(stamp[i], stamp[3]);
		ck_assert_uint_eq(strlen(stamp[i]), 36);
		for (int k = 0; k < i; k++)
			ck_assert_str_ne(stamp[i], stamp[k]);
	}
}
END_TEST

START_TEST(defaults)
{
	struct xmldefault x;
	bool mended;

	write_xml(NR_WANT_DEFAULTS, "SCCP45.9-4-2SR3-1S", "SCCP");
	ck_assert_str_eq(text, "<?xml version=\"1.0\"?>\n<Default>\n" MANAGER("  ")
			 "  <loadInformation435 model=\"Cisco 7945\">SCCP45.9-4-2SR3-1S"
			 "</loadInformation435>\n</Default>\n");
	/* What is written can be read. */
	ck_assert_int_eq(xmldefault_parse(&x, "x", text, strlen(text)), 0);
	ck_assert_str_eq(xmldefault_find(&x, &tiny_model.model, &mended)->load,
			 "SCCP45.9-4-2SR3-1S");
	ck_assert_uint_eq(x.messages.warning_count, 0);
	xmldefault_finish(&x);
	ck_assert_ptr_null(strstr(write_xml(NR_WANT_DEFAULTS, NULL, NULL), "loadInformation"));
}
END_TEST

START_TEST(everything_is_escaped)
{
	write_xml(NR_WANT_CONFIG, "a<b>&\"'", "SCCP");
	ck_assert_ptr_nonnull(strstr(text, "<loadInformation>a&lt;b&gt;&amp;"));
	tiny_model.model.type_name = "A<\"&'";
	write_xml(NR_WANT_DEFAULTS, "x", NULL);
	ck_assert_ptr_nonnull(strstr(text, "model=\"A&lt;&quot;&amp;'\""));
	tiny_model.model.type_name = "Cisco 7945";
}
END_TEST

START_TEST(what_cannot_be_written)
{
	struct nr_ask ask = { .load = "b\xc3\xa4r" };
	uint8_t *out;
	size_t len;

	ck_assert_int_eq(cnfxml_write(&tiny_model.model, NR_WANT_CONFIG, &ask, &out, &len), -EINVAL);
	ask.load = "a\x01";
	ck_assert_int_eq(cnfxml_write(&tiny_model.model, NR_WANT_DEFAULTS, &ask, &out, &len), -EINVAL);
	ask.load = NULL;
	ck_assert_int_eq(cnfxml_write(&tiny_model.model, NR_WANT_TRUST, &ask, &out, &len), -EINVAL);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("cnfxml");
	TCase *t = tcase_create("cnfxml");
	SRunner *r;
	int failed;

	tcase_add_test(t, sccp_device);
	tcase_add_test(t, device_without_load);
	tcase_add_test(t, sip_device);
	tcase_add_test(t, name_is_the_model_s);
	tcase_add_test(t, stamp_changes_with_the_load);
	tcase_add_test(t, defaults);
	tcase_add_test(t, everything_is_escaped);
	tcase_add_test(t, what_cannot_be_written);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
