/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_transcript.c -- the lines of a transcript, each at its edges, and what lies
 * between them: repetitions, ports, phones, restarts, and what a phone did not hear.
 */
#include <config.h>

#include "tests/phone/transcript.h"
#include "tests/unit/suite.h"

#include <netrecover/types.h>

#include <errno.h>
#include <stdio.h>

static int read_text(const char *text, struct transcript *t)
{
	unsigned row;

	return transcript_read((const uint8_t *)text, strlen(text), t, &row);
}

/* The only step of @line. */
static struct transcript_step one(const char *line)
{
	struct transcript_step s;
	struct transcript t;

	ck_assert_msg(read_text(line, &t) == 0, "%s", line);
	ck_assert_msg(t.count == 1, "%s: %zu steps", line, t.count);
	s = t.step[0];
	transcript_finish(&t);
	return s;
}

/* 64 bytes: a name has less than twice as many. */
#define NAME_64 "0123456789012345678901234567890123456789012345678901234567890123"

static const char *const good[] = {
	"+0 rrq a",
	"+?  rrq  a  ",
	"\t+0\trrq\ta\r",
	"+1000000 rrq a",
	"+0.5 rrq a",
	"+0.0001 rrq a",
	"+0 rrq a sport=1",
	"+0 rrq a sport=65535 ip=255.255.255.255",
	"+0 rrq x15",
	"+0 rrq 1" NAME_64 "23456789012345678901234567890123456789012345678901234567890123",
	"+0 rrq a x1",
	"+0 sent a 662 for people",
	"+0 restart",
	"+0 dhcp-discover",
	"+0 dhcp-discover CP-7911G src=10.77.0.97 xid=d400c001",
	"+0 dhcp-ack 10.77.0.30 150=10.77.0.1 siaddr=10.77.0.1",
	"+0 cdp \"79XX_default_load\" \"Cisco IP Phone 79XX\"",
	"+0 cdp \"not closed",
	"# before\n\n+0 rrq a\n# after\n= expect: no more\n",
};

START_TEST(a_line_is_read)
{
	one(good[_i]);
}
END_TEST

static const char *const bad[] = {
	"0 rrq a", "+ rrq a", "+-1 rrq a", "+1000001 rrq a", "+99999999999999999999 rrq a", "+1. rrq a",
	"+1.x rrq a", "+1x rrq a", "+? ", "+0", "+0 nothing a", "+0 rr a", "+0 rrqq a", "+0 rrq", "+0 rrq \"\"",
	"+0 rrq a sport=", "+0 rrq a sport=0", "+0 rrq a sport=65536", "+0 rrq a sport=1x", "+0 rrq sport=1",
	"+0 rrq a ip=", "+0 rrq a ip=1.2.3", "+0 rrq a ip=1.2.3.256", "+0 rrq a ip=1.2.3.4.5",
	"+0 rrq a ip=1.2.3.", "+0 dhcp-discover xid=12", "+0 dhcp-discover xid=1234567g",
	"+0 rrq a x0", "+0 rrq a x10001", "+0 dhcp-offer x0", "+0 rrq a x2 every=", "+0 rrq a x2 every=1s",
	"+0 rrq " NAME_64 NAME_64,
};

START_TEST(what_makes_no_sense_is_told_by_its_line)
{
	struct transcript t;
	char text[512];
	unsigned row;
	int n = snprintf(text, sizeof(text), "# first\n+0 rrq a\n%s\n+0 rrq b\n", bad[_i]);

	ck_assert_msg(transcript_read((const uint8_t *)text, (size_t)n, &t, &row) == -EINVAL, "%s", bad[_i]);
	ck_assert_uint_eq(row, 3);
	ck_assert_ptr_null(t.step);
}
END_TEST

START_TEST(words_are_understood)
{
	struct transcript_step s = one("+2.505 get SEP001B54AA0001.cnf.xml.sgn 200");

	ck_assert_int_eq(s.line.kind, TRANSCRIPT_GET);
	ck_assert_int_eq(s.line.at, 2505);
	ck_assert_str_eq(s.line.name, "SEP001B54AA0001.cnf.xml.sgn");
	ck_assert_str_eq(s.line.more, "200");
	s = one("+? dhcp-request init-reboot 10.77.0.30");
	ck_assert_int_eq(s.line.at, -1);
	ck_assert_str_eq(s.line.name, "init-reboot");
	ck_assert_str_eq(s.line.more, "10.77.0.30");
	s = one("+? cdp \"79XX_default_load\" \"Cisco IP Phone 79XX\"");
	ck_assert_str_eq(s.line.name, "79XX_default_load");
	ck_assert_str_eq(s.line.more, "Cisco IP Phone 79XX");
	s = one("+1 dhcp-discover CP-7911G src=10.77.0.97 xid=d400c001");
	ck_assert_uint_eq(s.line.ip, 0x0a4d0061);
	ck_assert(s.line.old && s.line.has_xid);
	ck_assert_uint_eq(s.line.xid, 0xd400c001);
	s = one("+1 dhcp-offer 150=text");
	ck_assert(s.line.text_150);
}
END_TEST

START_TEST(an_empty_one_has_no_steps)
{
	struct transcript t;

	ck_assert_int_eq(read_text("", &t), 0);
	ck_assert_uint_eq(t.count, 0);
	ck_assert_uint_eq(t.phones, 0);
	transcript_finish(&t);
	ck_assert_int_eq(read_text("= expect: nothing  ", &t), 0);
	ck_assert_str_eq(t.expect, " nothing");
	transcript_finish(&t);
}
END_TEST

/* Both lines of a group go on together, and a port is one file. */
START_TEST(a_group_is_repeated)
{
	struct transcript t;

	ck_assert_int_eq(read_text("+9 rrq CTLSEP001B54AA0001.tlv sport=49784 x3 every=0.9\n"
				   "+9 rrq SEP001B54AA0001.cnf.xml sport=49785 x3 every=0.9\n"
				   "+10 rrq XMLDefault.cnf.xml sport=49790\n", &t), 0);
	ck_assert_uint_eq(t.count, 7);
	ck_assert_int_eq(t.step[2].line.at, 9900);
	ck_assert_uint_eq(t.step[2].line.sport, 49786);
	ck_assert_uint_eq(t.step[3].line.sport, 49787);
	ck_assert_str_eq(t.step[4].line.name, "XMLDefault.cnf.xml");
	ck_assert_uint_eq(t.step[6].line.sport, 49789);
	transcript_finish(&t);
}
END_TEST

/* Five tries from one port, and each of them but the last in vain. */
START_TEST(tries_at_one_file_are_told_from_files)
{
	struct transcript t;

	ck_assert_int_eq(read_text("+0 rrq a sport=50000 x6 every=4\n+0 sent a x6 every=4\n", &t), 0);
	ck_assert_uint_eq(t.count, 12);
	ck_assert_uint_eq(t.step[8].line.sport, 50000);
	ck_assert_int_eq(t.step[8].outcome, TRANSCRIPT_DEAF);
	ck_assert_uint_eq(t.step[10].line.sport, 50001);
	ck_assert_int_eq(t.step[10].outcome, TRANSCRIPT_HEARD);
	ck_assert_int_eq(t.step[10].answer, TRANSCRIPT_SENT);
	transcript_finish(&t);
	ck_assert_int_eq(read_text("+0 rrq a sport=50000 x2 every=31\n+0 sent a x2 every=31\n", &t), 0);
	ck_assert_uint_eq(t.step[2].line.sport, 50001);
	ck_assert_int_eq(t.step[0].outcome, TRANSCRIPT_HEARD);
	transcript_finish(&t);
}
END_TEST

/* After so many tries it gave up, whatever the server thinks that it sent. */
START_TEST(a_long_row_of_tries_heard_nothing)
{
	struct transcript t;

	ck_assert_int_eq(read_text("+0 rrq a sport=50000 x15 every=4\n+0 sent a x15 every=4\n"
				   "+60 rrq b sport=50003\n+60 sent b", &t), 0);
	ck_assert_uint_eq(t.count, 32);
	for (size_t i = 0; i < 30; i += 2)
		ck_assert_int_eq(t.step[i].outcome, TRANSCRIPT_DEAF);
	ck_assert_int_eq(t.step[30].outcome, TRANSCRIPT_HEARD);
	transcript_finish(&t);
}
END_TEST

static const struct {
	const char *text;
	enum transcript_outcome outcome;
	enum transcript_kind answer;
} answers[] = {
	{ "+0 rrq a\n+0 sent a", TRANSCRIPT_HEARD, TRANSCRIPT_SENT },
	{ "+0 rrq a\n+0 sent b", TRANSCRIPT_HEARD, TRANSCRIPT_KINDS },
	{ "+0 rrq a\n+0 notfound a", TRANSCRIPT_HEARD, TRANSCRIPT_NOTFOUND },
	{ "+0 rrq a\n+0 timeout a", TRANSCRIPT_DEAF, TRANSCRIPT_TIMEOUT },
	{ "+0 rrq a\n+0 rrq b\n+0 error a refused", TRANSCRIPT_BROKEN, TRANSCRIPT_ERROR },
	{ "+0 rrq a\n+0 restart\n+0 sent a", TRANSCRIPT_HEARD, TRANSCRIPT_KINDS },
	/* A log that tells of ports tells of answers too. */
	{ "+0 rrq a sport=50000\n+0 rrq b sport=50001", TRANSCRIPT_DEAF, TRANSCRIPT_KINDS },
	/* Refused, and read again: a pair within a second. */
	{ "+0 rrq a\n+0 sent a\n+1 rrq a\n+1 sent a", TRANSCRIPT_HEARD, TRANSCRIPT_SENT },
	{ "+0 get a 503\n+0 rrq a\n+0 notfound a", TRANSCRIPT_HEARD, TRANSCRIPT_KINDS },
};

START_TEST(an_answer_belongs_to_its_request)
{
	struct transcript t;

	ck_assert_int_eq(read_text(answers[_i].text, &t), 0);
	ck_assert_msg(t.step[0].outcome == answers[_i].outcome, "%s", answers[_i].text);
	ck_assert_msg(t.step[0].answer == answers[_i].answer, "%s", answers[_i].text);
	transcript_finish(&t);
}
END_TEST

START_TEST(phones_are_kept_apart)
{
	static const uint8_t first[6] = { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 };
	static const uint8_t second[6] = { 0x00, 0x1b, 0x54, 0xcc, 0x00, 0x02 };
	struct transcript t;

	ck_assert_int_eq(read_text("+0 rrq MGC001B54CC0002.cnf ip=10.0.0.2\n"
				   "+0 rrq SEP001B54AA0001.cnf.xml ip=10.0.0.1\n"
				   "+1 restart\n"
				   "+2 rrq SIP001B54CC0002.cnf ip=10.0.0.2\n", &t), 0);
	ck_assert_uint_eq(t.phones, 2);
	ck_assert_mem_eq(t.phone[0].mac, second, 6);
	ck_assert_mem_eq(t.phone[1].mac, first, 6);
	ck_assert_uint_eq(t.step[2].phone, 1);
	ck_assert_uint_eq(t.step[3].phone, 0);
	transcript_finish(&t);
}
END_TEST

static const struct {
	const char *name;
	bool has;
} names[] = {
	{ "SEP001B54AA0001.cnf.xml", true },
	{ "CTLSEP001b54aa0001.tlv", true },
	{ "folder/001B54AA0001.cfg", true },
	{ "001B54AA0001-app.log", true },
	{ "000000000000.cfg", false },
	{ "SEP001B54AA000.cnf.xml", false },
	{ "SEP001B54AA00012.cnf.xml", false },
	{ "jar45sccp.9-4-2ES26.sbn", false },
	{ "SEP", false },
};

START_TEST(a_mac_is_found_in_a_name)
{
	static const uint8_t mac[6] = { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 }, none[6];
	struct transcript t;
	char text[128];

	snprintf(text, sizeof(text), "+0 rrq %s", names[_i].name);
	ck_assert_int_eq(read_text(text, &t), 0);
	ck_assert_mem_eq(t.phone[0].mac, names[_i].has ? mac : none, 6);
	transcript_finish(&t);
}
END_TEST

static size_t restarts(const char *text)
{
	struct transcript t;
	size_t n = 0;

	ck_assert_int_eq(read_text(text, &t), 0);
	for (size_t i = 0; i < t.count; i++)
		n += t.step[i].line.kind == TRANSCRIPT_RESTART;
	transcript_finish(&t);
	return n;
}

START_TEST(ports_tell_of_restarts)
{
	struct transcript t;

	ck_assert_uint_eq(restarts("+0 rrq a sport=50006\n+36 rrq b sport=50000\n"), 1);
	ck_assert_uint_eq(restarts("+0 rrq a sport=50000\n+36 rrq b sport=50000\n"), 0);
	/* a late try of an earlier file */
	ck_assert_uint_eq(restarts("+0 rrq a sport=50006\n+1 rrq b sport=50005\n"), 0);
	ck_assert_uint_eq(restarts("+0 rrq a\n+36 rrq b sport=50000\n"), 0);
	/* the source has its own */
	ck_assert_uint_eq(restarts("+0 rrq a sport=50006\n+36 rrq b sport=50000\n+40 restart\n"), 1);
	/* another phone */
	ck_assert_uint_eq(restarts("+0 rrq a sport=50006 ip=10.0.0.1\n+36 rrq b sport=50000 ip=10.0.0.2\n"), 0);
	ck_assert_int_eq(read_text("+0 rrq a sport=50006\n+36 rrq b sport=50000\n", &t), 0);
	ck_assert_int_eq(t.step[1].line.kind, TRANSCRIPT_RESTART);
	ck_assert_int_eq(t.step[1].order, 31000);
	transcript_finish(&t);
}
END_TEST

START_TEST(too_much_is_refused)
{
	struct transcript t;
	char text[128 * 40];
	size_t len = 0;

	ck_assert_int_eq(read_text("+0 rrq a x4096 every=31\n", &t), 0);
	transcript_finish(&t);
	ck_assert_int_eq(read_text("+0 rrq a x4097 every=31\n", &t), -E2BIG);
	for (int i = 0; i <= TRANSCRIPT_PHONES_MAX; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "+0 rrq a ip=10.0.0.%d\n", i + 1);
	ck_assert_int_eq(read_text(text, &t), -E2BIG);
}
END_TEST

#define COUNT(a) (int)NR_ARRAY_SIZE(a)

int main(void)
{
	TCase *t = tcase_create("transcript");

	tcase_add_loop_test(t, a_line_is_read, 0, COUNT(good));
	tcase_add_loop_test(t, what_makes_no_sense_is_told_by_its_line, 0, COUNT(bad));
	tcase_add_test(t, words_are_understood);
	tcase_add_test(t, an_empty_one_has_no_steps);
	tcase_add_test(t, a_group_is_repeated);
	tcase_add_test(t, tries_at_one_file_are_told_from_files);
	tcase_add_test(t, a_long_row_of_tries_heard_nothing);
	tcase_add_loop_test(t, an_answer_belongs_to_its_request, 0, COUNT(answers));
	tcase_add_test(t, phones_are_kept_apart);
	tcase_add_loop_test(t, a_mac_is_found_in_a_name, 0, COUNT(names));
	tcase_add_test(t, ports_tell_of_restarts);
	tcase_add_test(t, too_much_is_refused);
	return suite_run("transcript", t);
}
