/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_identify_print.c -- the phones that identify saw, as a list, a line, and JSON. */
#include <config.h>

#include "core/verbs/identify_print.h"
#include "tests/unit/suite.h"

#include <arpa/inet.h>
#include <jansson.h>
#include <string.h>

static char *out;
static size_t out_size;
static FILE *stream;

static void setup(void)
{
	stream = open_memstream(&out, &out_size);
	ck_assert_ptr_nonnull(stream);
}

static void teardown(void)
{
	fclose(stream);
	free(out);
}

static int count(const char *text, const char *word)
{
	int n = 0;

	for (; (text = strstr(text, word)) != NULL; text += strlen(word))
		n++;
	return n;
}

static struct identify_phone phones[2];

static void identify_setup(void)
{
	setup();
	memset(phones, 0, sizeof(phones));
	phones[0].mac = (struct nr_mac){ { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } };
	snprintf(phones[0].name, sizeof(phones[0].name), "SEP001B54AA0001");
	phones[0].ip.s_addr = htonl(0x0a4d000a);
	phones[0].model = "7945";
	snprintf(phones[0].load, sizeof(phones[0].load), "SCCP45.8-3-3S");
	phones[0].load_source = "cdp";
	phones[0].vlan = 110;
	phones[0].sources[0] = "cdp";
	phones[0].sources[1] = "dhcp";
	phones[1].mac.b[5] = 2;
	snprintf(phones[1].name, sizeof(phones[1].name), "SEP000000000002");
	phones[1].sources[0] = "tftp";
}

START_TEST(identify_as_table)
{
	ck_assert_int_eq(identify_print_to(stream, phones, 2, false), 0);
	ck_assert_str_eq(out,
"PHONE            ADDRESS     MODEL  LOAD           FROM  VLAN  SEEN BY   NOTE\n"
"SEP001B54AA0001  10.77.0.10  7945   SCCP45.8-3-3S  cdp   110   cdp,dhcp  -\n"
"SEP000000000002  -           -      -              -     -     tftp      -\n");
}
END_TEST

START_TEST(identify_nothing)
{
	ck_assert_int_eq(identify_print_to(stream, phones, 0, false), 0);
	ck_assert_str_eq(out, "no phones seen\n");
	rewind(stream);
	ck_assert_int_eq(identify_print_to(stream, phones, 0, true), 0);
	ck_assert_int_eq(strncmp(out, "[]\n", 3), 0);
}
END_TEST

START_TEST(identify_as_json)
{
	json_t *doc, *want;

	ck_assert_int_eq(identify_print_to(stream, phones, 2, true), 0);
	doc = json_loads(out, 0, NULL);
	want = json_loads("[{\"name\":\"SEP001B54AA0001\",\"mac\":\"00:1b:54:aa:00:01\","
			  "\"ip\":\"10.77.0.10\",\"model\":\"7945\",\"load\":\"SCCP45.8-3-3S\","
			  "\"load_source\":\"cdp\",\"vlan\":110,\"sources\":[\"cdp\",\"dhcp\"],"
			  "\"family\":[],\"wiped\":false,\"fetches\":null,\"unanswered\":0},"
			  "{\"name\":\"SEP000000000002\",\"mac\":\"00:00:00:00:00:02\",\"ip\":null,"
			  "\"model\":null,\"load\":null,\"load_source\":null,\"vlan\":null,"
			  "\"sources\":[\"tftp\"],\"family\":[],\"wiped\":false,\"fetches\":null,"
			  "\"unanswered\":0}]", 0, NULL);
	ck_assert_ptr_nonnull(want);
	ck_assert(json_equal(doc, want));
	json_decref(doc);
	json_decref(want);
}
END_TEST

START_TEST(identify_line)
{
	ck_assert_int_eq(identify_print_line(stream, &phones[0], true), 0);
	ck_assert_str_eq(out, "{\"name\":\"SEP001B54AA0001\",\"mac\":\"00:1b:54:aa:00:01\","
			 "\"ip\":\"10.77.0.10\",\"model\":\"7945\",\"load\":\"SCCP45.8-3-3S\","
			 "\"load_source\":\"cdp\",\"vlan\":110,\"sources\":[\"cdp\",\"dhcp\"],"
			 "\"family\":[],\"wiped\":false,\"fetches\":null,\"unanswered\":0}\n");
	rewind(stream);
	ck_assert_int_eq(identify_print_line(stream, &phones[1], false), 0);
	fputc('\0', stream);
	fflush(stream);
	ck_assert_int_eq(count(out, "\n"), 1);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("identify");

	tcase_add_checked_fixture(t, identify_setup, teardown);
	tcase_add_test(t, identify_as_table);
	tcase_add_test(t, identify_nothing);
	tcase_add_test(t, identify_as_json);
	tcase_add_test(t, identify_line);
	return suite_run("identify_print", t);
}
