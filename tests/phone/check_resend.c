/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/* check_resend.c -- a simulated phone that nobody answers: when it asks again, and from where. */
#include <config.h>

#include "tests/phone/fetch.h"
#include "tests/phone/handset.h"
#include "tests/phone/phone.h"
#include "tests/unit/suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const uint8_t mac[6] = { 0xa8, 0xb1, 0xd4, 0x1f, 0x4e, 0xc9 };

static struct phone p;
static FILE *silent;

static void begin(const char *load, bool application)
{
	struct phone_setup setup = { .handset = handset_find("7960") };
	static struct wire nowhere = { .fd = -1 };

	silent = fopen("/dev/null", "w");
	ck_assert_ptr_nonnull(silent);
	memcpy(setup.mac, mac, sizeof(mac));
	snprintf(setup.load, sizeof(setup.load), "%s", load);
	phone_init(&p, &setup, &nowhere, 1, silent);
	p.application = application;
	p.want = WANT_CTL;
	p.host.ip = 0x0a4d000a;
	p.server = 0x0a4d0001;
	p.cdp_due = INT64_MAX;
	fetch_begin(&p, 0);
}

static void end(void)
{
	phone_finish(&p);
	fclose(silent);
}

/* The seconds at which a phone without any answer sends its first request; '|' before another
 * port, and last when it gives up. */
static void requests_are(const char *load, bool application, const char *wanted)
{
	char at[256] = "", first[128];
	uint16_t port;
	int64_t now = 0;
	size_t len = 0;

	begin(load, application);
	snprintf(first, sizeof(first), "%s", p.tftp.name);
	for (port = p.tftp_port; p.state == PHONE_FETCHING && strcmp(p.tftp.name, first) == 0 && len < 200;) {
		len += (size_t)snprintf(at + len, sizeof(at) - len, "%s%d ", port == p.tftp_port ? "" : "| ",
					(int)(now / 1000));
		port = p.tftp_port;
		now = p.due;
		phone_timer(&p, now);
	}
	snprintf(at + len, sizeof(at) - len, "%d", (int)(now / 1000));
	ck_assert_str_eq(at, wanted);
	end();
}

/* The resends of eight phones, from a log with one-second stamps. */
START_TEST(a_7940_asks_in_vain)
{
	requests_are("P0S3-8-12-00", false, "0 1 5 9 | 13 14 18 22 | 26 27 31 35 39");
	requests_are("P0030801SR02", true, "0 4 8 12 16 | 20 24 28 32 36 | 40 44 48 52 56 60");
}
END_TEST

/* CTLSEP and SEP for a minute each, 51 s of nothing, and so on: a round is 171 s, and
 * XMLDefault.cnf.xml is never asked for (phone 1 of that log). */
START_TEST(an_application_goes_round)
{
	char names[256] = "";
	int64_t now = 0;

	begin("P0030801SR02", true);
	while (now < 171000) {
		if (!strstr(names, p.tftp.name))
			snprintf(names + strlen(names), sizeof(names) - strlen(names), "%s ", p.tftp.name);
		now = p.due;
		phone_timer(&p, now);
	}
	ck_assert_int_eq(now / 1000, 171);
	ck_assert_int_eq(p.state, PHONE_FETCHING);
	ck_assert_str_eq(p.tftp.name, "CTLSEPA8B1D41F4EC9.tlv");
	ck_assert_str_eq(names, "CTLSEPA8B1D41F4EC9.tlv SEPA8B1D41F4EC9.cnf.xml ");
	end();
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("all");

	tcase_add_test(t, a_7940_asks_in_vain);
	tcase_add_test(t, an_application_goes_round);
	return suite_run("resend", t);
}
