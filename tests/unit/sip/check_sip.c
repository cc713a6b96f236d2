/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_sip.c -- the SIP plugin: messages, and the server on the loopback by UDP
 * and TCP.
 */
#include <config.h>

#include "plugins/registrar/alarm.h"
#include "plugins/sip/sip.h"
#include "tests/unit/verbs.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <ev.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define NAME "SEP001B2A893698"
#define AGENT "user-agent=Cisco-CP7970G/8.4.0"

/* As a 7970 sends it, with other addresses and a shorter body. */
#define REGISTER_(via, more)                                                                       \
	"REGISTER sip:10.77.0.1 SIP/2.0\r\n"                                                       \
	"Via: SIP/2.0/" via "\r\n"                                                                 \
	"From: <sip:1001@10.77.0.1>;tag=001b2a8936980002\r\n"                                      \
	"To: <sip:1001@10.77.0.1>\r\n"                                                             \
	"Call-ID: 001b2a89-3698011e@127.0.0.1\r\n"                                                 \
	"Max-Forwards: 70\r\n"                                                                     \
	"CSeq: 101 REGISTER\r\n"                                                                   \
	"User-Agent: Cisco-CP7970G/8.4.0\r\n" more

#define CONTACT                                                                                    \
	"Contact: <sip:1001@127.0.0.1:%u;transport=udp>;+sip.instance=\"<urn:uuid:00000000-0000-"  \
	"0000-0000-001b2a893698>\";+u.sip!model.ccm.cisco.com=\"30006\"\r\n"
#define REASON                                                                                     \
	"Reason: SIP;cause=200;text=\"cisco-alarm:23 Name=" NAME                                   \
	" Load=SIP70.8-4-2-30S Last=reset-restart\"\r\n"

static char text[SIP_MESSAGE_MAX + 1];

static enum sip_result read_text(const char *s, bool stream, struct sip_message *m)
{
	size_t used;

	snprintf(text, sizeof(text), "%s", s);
	return sip_read(text, strlen(text), stream, m, &used);
}

static const char *str(struct sip_slice s)
{
	static char buf[300];

	return sip_text(s, buf, sizeof(buf));
}

START_TEST(test_register)
{
	struct sip_message m;
	struct sip_slice s;

	ck_assert_int_eq(read_text(REGISTER_("UDP 127.0.0.1:5060;branch=z9hG4bK1", CONTACT REASON
					     "Expires: 3600\r\nContent-Length: 3\r\n\r\nabc"), true, &m),
			 SIP_MESSAGE);
	ck_assert(m.request);
	ck_assert_str_eq(str(m.method), "REGISTER");
	ck_assert_str_eq(str(m.uri), "sip:10.77.0.1");
	ck_assert_uint_eq(m.via_count, 1);
	ck_assert_str_eq(str(m.call_id), "001b2a89-3698011e@127.0.0.1");
	ck_assert_str_eq(str(m.expires), "3600");
	ck_assert_uint_eq(m.contact_count, 1);
	ck_assert_str_eq(str(m.body), "abc");
	ck_assert(sip_reason_text(m.reason, &s));
	ck_assert_str_eq(str(s), "cisco-alarm:23 Name=" NAME " Load=SIP70.8-4-2-30S Last=reset-restart");
	ck_assert(sip_parameter(m.contact[0], "+sip.instance", &s));
	ck_assert_str_eq(str(s), "<urn:uuid:00000000-0000-0000-0000-001b2a893698>");
	ck_assert(sip_address_uri(m.contact[0], &s));
	ck_assert_str_eq(str(s), "sip:1001@127.0.0.1:%u;transport=udp");
	ck_assert(sip_parameter(m.from, "tag", &s));
	ck_assert(!sip_parameter(m.to, "tag", &s));
}
END_TEST

#define LEAST "Via: SIP/2.0/UDP a\r\nFrom: <sip:a@b>\r\nTo: <sip:a@b>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n"
#define OPTIONS "OPTIONS sip:a SIP/2.0\r\n"

static const struct {
	const char *text;
	bool stream;
	enum sip_result result;
} messages[] = {
	{ OPTIONS LEAST "\r\n", false, SIP_MESSAGE },
	{ OPTIONS LEAST "\r\n", true, SIP_BROKEN },
	{ OPTIONS LEAST "l: 0\r\n\r\n", true, SIP_MESSAGE },
	{ OPTIONS LEAST "Content-Length: 5\r\n\r\nabc", true, SIP_MORE },
	{ OPTIONS LEAST "Content-Length: 5\r\n\r\nabc", false, SIP_BROKEN },
	{ OPTIONS LEAST "Content-Length: 4294967297\r\n\r\nabc", true, SIP_BROKEN },
	{ OPTIONS LEAST "Content-Length: -1\r\n\r\nabc", true, SIP_BROKEN },
	{ OPTIONS LEAST "Content-Length: 8193\r\n\r\nabc", true, SIP_BROKEN },
	{ OPTIONS LEAST "Reason: a\r\n\tb\r\n\r\n", false, SIP_MESSAGE },
	{ OPTIONS LEAST "no colon\r\n\r\n", false, SIP_BROKEN },
	{ OPTIONS LEAST "A: b\rc\r\n\r\n", false, SIP_BROKEN },
	{ "OPTIONS sip:a SIP/1.0\r\n" LEAST "\r\n", false, SIP_BROKEN },
	{ "SIP/2.0 200 OK\r\n" LEAST "\r\n", false, SIP_MESSAGE },
	{ "SIP/2.0 99 OK\r\n" LEAST "\r\n", false, SIP_BROKEN },
	{ "SIP/2.0 700 OK\r\n" LEAST "\r\n", false, SIP_BROKEN },
	{ OPTIONS "\r\n", false, SIP_BROKEN },
	{ OPTIONS LEAST, true, SIP_MORE },
	{ OPTIONS LEAST, false, SIP_BROKEN },
	{ "\r\n\r\n", true, SIP_KEEPALIVE },
	{ "", true, SIP_MORE },
	{ "GET / HTTP/1.1\r\n\r\n", true, SIP_BROKEN },
	{ "OPTIONS sip:a SIP/2.0\nv: SIP/2.0/UDP a\nf: x\nt: y\ni: z\nCSeq: 1 OPTIONS\n\n", false, SIP_MESSAGE },
};

START_TEST(test_message)
{
	struct sip_message m;

	ck_assert_int_eq(read_text(messages[_i].text, messages[_i].stream, &m), messages[_i].result);
}
END_TEST

START_TEST(test_values)
{
	struct sip_message m;

	ck_assert_int_eq(read_text(OPTIONS "Via: SIP/2.0/UDP a;x=\"1,2\" , SIP/2.0/UDP b\r\nvia: SIP/2.0/TCP c\r\n"
				   "m: \"A, B\" <sip:a@b;c=1,2>;expires=5,<sip:c@d>\r\nf: x\r\nt: y\r\ni: z\r\n"
				   "CSeq: 1 OPTIONS\r\n\r\n", false, &m), SIP_MESSAGE);
	ck_assert_uint_eq(m.via_count, 3);
	ck_assert_str_eq(str(m.via[0]), "SIP/2.0/UDP a;x=\"1,2\"");
	ck_assert_str_eq(str(m.via[2]), "SIP/2.0/TCP c");
	ck_assert_uint_eq(m.contact_count, 2);
	ck_assert_str_eq(str(m.contact[0]), "\"A, B\" <sip:a@b;c=1,2>;expires=5");
}
END_TEST

static const struct {
	const char *via;
	uint16_t port;
} vias[] = {
	{ "SIP/2.0/UDP 10.0.0.1:5062;branch=z9hG4bK1", 5062 },
	{ "SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK1", 5060 },
	{ "SIP/2.0/UDP 10.0.0.1:5062;rport;branch=z9hG4bK1", 50000 },
	{ "SIP/2.0/UDP 10.0.0.1:0", 5060 },
	{ "SIP/2.0/UDP 10.0.0.1:65536", 5060 },
	{ "SIP/2.0/UDP", 5060 },
	{ "", 5060 },
};

START_TEST(test_via_port)
{
	struct sip_slice via = { vias[_i].via, strlen(vias[_i].via) };

	ck_assert_uint_eq(sip_via_port(via, 50000), vias[_i].port);
}
END_TEST

START_TEST(test_answer)
{
	char out[2048];
	struct sip_message m;
	struct sip_answer a = { .status = 200, .phrase = "OK", .tag = "mine", .rport = 50000, .expires = 60,
				.contacts = true };
	size_t n;

	inet_pton(AF_INET, "10.77.0.10", &a.received);
	read_text(OPTIONS "Via: SIP/2.0/UDP 10.77.0.10:5060;rport;branch=z9hG4bK1\r\nVia: SIP/2.0/UDP b\r\n"
		  "Contact: <sip:a@b;x=y>;expires=3600;q=1\r\n"
		  "From: <sip:a@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n\r\n", false, &m);
	n = sip_put_answer(out, sizeof(out), &m, &a);
	ck_assert_uint_eq(n, strlen(out));
	ck_assert_str_eq(out, "SIP/2.0 200 OK\r\n"
			 "Via: SIP/2.0/UDP 10.77.0.10:5060;branch=z9hG4bK1;received=10.77.0.10;rport=50000\r\n"
			 "Via: SIP/2.0/UDP b\r\n"
			 "From: <sip:a@b>;tag=1\r\nTo: <sip:a@b>;tag=mine\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n"
			 "Contact: <sip:a@b;x=y>;q=1;expires=60\r\nExpires: 60\r\n"
			 "Allow: REGISTER, OPTIONS, NOTIFY\r\nContent-Length: 0\r\n\r\n");
	for (size_t size = 1; size < n; size++)
		ck_assert_uint_eq(sip_put_answer(out, size, &m, &a), 0);
}
END_TEST

START_TEST(test_notify)
{
	const struct sip_notify n = { .action = "restart", .uri = "sip:1001@10.77.0.10:5060", .local = "10.77.0.1:5060",
				      .transport = "UDP", .to = "<sip:1001@10.77.0.1>", .branch = "z9hG4bKb",
				      .tag = "t", .call_id = "c", .register_call_id = "theirs", .cseq = 101 };
	struct sip_message m;
	char out[2048];
	size_t used, len = sip_put_notify(out, sizeof(out), &n);

	ck_assert(strstr(out, "\r\nEvent: service-control\r\n"));
	ck_assert(strstr(out, "\r\n\r\naction=restart\r\nRegisterCallId={theirs}\r\n"));
	ck_assert_int_eq(sip_read(out, len, true, &m, &used), SIP_MESSAGE);
	ck_assert_uint_eq(used, len);
	ck_assert_str_eq(str(m.method), "NOTIFY");
	ck_assert_uint_eq(sip_put_notify(out, 100, &n), 0);
}
END_TEST

/* As a model says: the event alone. */
START_TEST(test_notify_event)
{
	const struct sip_notify n = { .event = "check-sync;reboot=true", .uri = "sip:1001@10.77.0.10:5060",
				      .local = "10.77.0.1:5060", .transport = "UDP", .to = "<sip:1001@10.77.0.1>",
				      .branch = "z9hG4bKb", .tag = "t", .call_id = "c", .register_call_id = "theirs",
				      .cseq = 101 };
	struct sip_message m;
	char out[2048];
	size_t used, len = sip_put_notify(out, sizeof(out), &n);

	ck_assert(strstr(out, "\r\nEvent: check-sync;reboot=true\r\n"));
	ck_assert(strstr(out, "\r\nContent-Length: 0\r\n\r\n"));
	ck_assert_ptr_null(strstr(out, "action="));
	ck_assert_ptr_null(strstr(out, "Content-Type"));
	ck_assert_int_eq(sip_read(out, len, true, &m, &used), SIP_MESSAGE);
	ck_assert_uint_eq(used, len);
}
END_TEST

/* -- the server -------------------------------------------------------------------------- */

static struct nr_instance core;

static void setup(void)
{
	verbs_open(&core, "sip");
}

static void teardown(void)
{
	verbs_close(&core);
}

struct client {
	int fd;
	uint16_t port;
	char got[16384];
	size_t n;
	const char *want;
	struct verbs_end end;
};

/* A phone by UDP; its socket is connected to the bench. */
static struct client phone(void)
{
	struct client c = { .fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0) };
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(core.port) };
	socklen_t len = sizeof(a);

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	ck_assert_int_eq(connect(c.fd, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(getsockname(c.fd, (struct sockaddr *)&a, &len), 0);
	c.port = ntohs(a.sin_port);
	return c;
}

static bool pump(void *arg)
{
	struct client *c = arg;

	verbs_receive(c->fd, c->got, sizeof(c->got) - 1, &c->n, &c->end);
	c->got[c->n] = '\0';
	return c->end.closed || strstr(c->got, c->want) != NULL;
}

static void await(struct client *c, const char *want)
{
	c->want = want;
	verbs_run(&core, pump, c);
}

static void __attribute__((format(printf, 2, 3))) say(struct client *c, const char *fmt, ...)
{
	char out[4096];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(out, sizeof(out), fmt, ap);
	va_end(ap);
	c->n = 0;
	c->got[0] = '\0';
	ck_assert_int_eq(send(c->fd, out, (size_t)n, MSG_NOSIGNAL), n);
}

START_TEST(test_udp)
{
	struct client c = phone();

	say(&c, REGISTER_("UDP 127.0.0.1:%u;branch=z9hG4bK1", CONTACT REASON "Expires: 3600\r\n\r\n"), c.port, c.port);
	await(&c, "\r\n\r\n");
	ck_assert(strstr(c.got, "SIP/2.0 200 OK\r\n") == c.got);
	ck_assert(strstr(c.got, "\r\nExpires: 60\r\n"));
	ck_assert_str_eq(core.sights, "sip 00:1b:2a:89:36:98 127.0.0.1 name=" NAME " " AGENT " load=SIP70.8-4-2-30S "
			 "reason=reset-restart registers=sip\n");
	say(&c, OPTIONS "Via: SIP/2.0/UDP 127.0.0.1;rport\r\nf: <sip:a@b>\r\nt: <sip:a@b>\r\ni: 1\r\n"
	    "CSeq: 1 OPTIONS\r\n\r\n");
	await(&c, "\r\n\r\n");
	ck_assert(strstr(c.got, "SIP/2.0 200 OK\r\n") == c.got);
	say(&c, "SUBSCRIBE sip:a SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;rport\r\nf: <sip:a@b>\r\nt: <sip:a@b>\r\n"
	    "i: 1\r\nCSeq: 1 SUBSCRIBE\r\n\r\n");
	await(&c, "\r\n\r\n");
	ck_assert(strstr(c.got, "SIP/2.0 405 ") == c.got);
	close(c.fd);
}
END_TEST

/* No Reason: the name is that of the instance. */
START_TEST(test_instance)
{
	struct client c = phone();

	say(&c, REGISTER_("UDP 127.0.0.1:%u", CONTACT "Expires: 0\r\n\r\n"), c.port, c.port);
	await(&c, "\r\n\r\n");
	ck_assert_ptr_null(strstr(c.got, "Contact"));
	ck_assert_str_eq(core.sights, "sip 00:1b:2a:89:36:98 127.0.0.1 name=" NAME " " AGENT " registers=sip\n");
	ck_assert_uint_eq(core.restart_asked, 0);
	close(c.fd);
}
END_TEST

/* What the model of the phone says in place of a call manager's way. */
START_TEST(test_restart_of_model)
{
	static const struct nr_restart rows[] = { { NR_RESTART_HTTP, "/no" },
						  { NR_RESTART_NOTIFY, "check-sync" },
						  { (enum nr_restart_by)0, NULL } };
	struct client c = phone();

	core.restart = true;
	core.restarts = rows;
	say(&c, REGISTER_("UDP 127.0.0.1:%u", CONTACT REASON "\r\n"), c.port, c.port);
	await(&c, "Event: check-sync\r\n");
	ck_assert_ptr_null(strstr(c.got, "service-control"));
	close(c.fd);
}
END_TEST

/* It has another way, which is not for this plugin. */
START_TEST(test_restart_elsewhere)
{
	static const struct nr_restart rows[] = { { NR_RESTART_HTTP, "/no" }, { (enum nr_restart_by)0, NULL } };
	struct client c = phone();

	core.restart = true;
	core.restarts = rows;
	say(&c, REGISTER_("UDP 127.0.0.1:%u", CONTACT REASON "\r\n"), c.port, c.port);
	await(&c, "\r\n\r\n");
	say(&c, OPTIONS "Via: SIP/2.0/UDP 127.0.0.1;rport\r\nf: <sip:a@b>\r\nt: <sip:a@b>\r\ni: 1\r\n"
	    "CSeq: 1 OPTIONS\r\n\r\n");
	await(&c, "CSeq: 1 OPTIONS");
	ck_assert_ptr_null(strstr(c.got, "NOTIFY sip"));
	close(c.fd);
}
END_TEST

/* The NOTIFY comes, and comes again until it is answered. */
START_TEST(test_restart)
{
	struct client c = phone();
	char call_id[64] = "";

	core.restart = true;
	say(&c, REGISTER_("UDP 127.0.0.1:%u", CONTACT REASON "\r\n"), c.port, c.port);
	await(&c, "SoftkeyVersionStamp");
	ck_assert(strstr(c.got, "NOTIFY sip:1001@127.0.0.1:"));
	ck_assert(strstr(c.got, "action=restart\r\nRegisterCallId={001b2a89-3698011e@127.0.0.1}\r\n"));
	ck_assert_int_eq(sscanf(strstr(strstr(c.got, "NOTIFY"), "Call-ID: "), "Call-ID: %63s", call_id), 1);
	c.n = 0;
	c.got[0] = '\0';
	await(&c, "SoftkeyVersionStamp");
	ck_assert(strstr(c.got, "NOTIFY ") == c.got);
	say(&c, "SIP/2.0 481 No\r\nVia: SIP/2.0/UDP x\r\nf: <sip:a@b>\r\nt: <sip:a@b>\r\ni: %s\r\nCSeq: 101 NOTIFY\r\n\r\n",
	    call_id);
	say(&c, REGISTER_("UDP 127.0.0.1:%u", CONTACT REASON "\r\n"), c.port, c.port);
	await(&c, "\r\n\r\n");
	ck_assert_msg(strstr(core.log, "answers the NOTIFY to restart with 481"), "%s", core.log);
	ck_assert_ptr_null(strstr(c.got, "NOTIFY sip"));
	close(c.fd);
}
END_TEST

START_TEST(test_tcp)
{
	struct client c = { .fd = verbs_connect(core.port) };

	core.restart = true;
	say(&c, REGISTER_("TCP 127.0.0.1:5060", "%s"), "Contact: <sip:1001@127.0.0.1:5060;transport=tcp>;"
	    "+u.sip!devicename.ccm.cisco.com=\"" NAME "\"\r\nContent-Length: 2\r\n\r\nx");
	say(&c, "y\r\n\r\n");
	await(&c, "SoftkeyVersionStamp");
	ck_assert(strstr(c.got, "SIP/2.0 200 OK\r\n") == c.got);
	ck_assert(strstr(c.got, "Via: SIP/2.0/TCP 127.0.0.1:"));
	ck_assert_str_eq(core.sights, "sip 00:1b:2a:89:36:98 127.0.0.1 name=" NAME " " AGENT " registers=sip\n");
	close(c.fd);
}
END_TEST

/* As a 7821 sends its alarms; to one without the alarm's type there is no answer but 405. */
START_TEST(test_alarm)
{
	static const char alarm[] = "<x-cisco-alarm>\n<Alarm Name=\"LastOutOfServiceInformation\">\n"
		"<String name=\"DeviceName\">" NAME "</String>\n<String name=\"ModelNumber\">CP-7970G</String>\n"
		"<Enum name=\"ReasonForOutOfService\">22</Enum>\n</Alarm>\n</x-cisco-alarm>\n";
	struct client c = { .fd = verbs_connect(core.port) };
#define REFER "REFER sip:a SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1\r\nf: <sip:a@b>\r\nt: <sip:a@b>\r\ni: 1\r\nCSeq: 1 REFER\r\n"

	say(&c, REFER "Content-Length: %zu\r\nContent-Type: application/x-cisco-alarm+xml\r\n\r\n%s", strlen(alarm),
	    alarm);
	await(&c, "\r\n\r\n");
	ck_assert(strstr(c.got, "SIP/2.0 202 Accepted\r\n") == c.got);
	ck_assert_str_eq(core.sights, "sip - 127.0.0.1\nsip - 127.0.0.1 platform=CP-7970G reason=Reset-Reset\n");
	say(&c, REFER "Content-Length: 0\r\n\r\n");
	await(&c, "\r\n\r\n");
	ck_assert(strstr(c.got, "SIP/2.0 405 ") == c.got);
	close(c.fd);
}
END_TEST

START_TEST(test_stranger)
{
	struct client c = { .fd = verbs_connect(core.port) };

	core.lease = NR_IGNORE;
	say(&c, REGISTER_("TCP 127.0.0.1:5060", "Content-Length: 0\r\n\r\n"));
	await(&c, "\r\n\r\n");
	ck_assert(c.end.reset);
	ck_assert_uint_eq(c.n, 0);
	ck_assert(strstr(core.log, "not a phone (1 so far)"));
	close(c.fd);
}
END_TEST

static bool broken_logged(void *arg)
{
	(void)arg;
	return strstr(core.log, "not a SIP message") != NULL;
}

START_TEST(test_garbage)
{
	static char junk[20000];
	struct client c = phone();

	memset(junk, 'x', sizeof(junk));
	ck_assert_int_gt(send(c.fd, junk, sizeof(junk), 0), 0);
	verbs_run(&core, broken_logged, NULL);
	close(c.fd);
	c = (struct client){ .fd = verbs_connect(core.port) };
	(void)!send(c.fd, junk, sizeof(junk), MSG_NOSIGNAL);
	await(&c, "never");
	ck_assert(c.end.closed);
	close(c.fd);
	ck_assert_str_eq(core.sights, "");
}
END_TEST

START_TEST(test_many)
{
	for (int i = 0; i < 500; i++) {
		struct client c = { .fd = verbs_connect(core.port) };

		core.sights[0] = '\0';
		say(&c, REGISTER_("TCP 127.0.0.1:5060", "Content-Length: 0\r\n\r\n"));
		await(&c, "\r\n\r\n");
		ck_assert(!c.end.closed);
		close(c.fd);
		ev_run(core.loop, EVRUN_NOWAIT);
	}
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("sip");
	TCase *codec = tcase_create("codec"), *server = tcase_create("server");

	tcase_add_test(codec, test_register);
	tcase_add_loop_test(codec, test_message, 0, NR_ARRAY_SIZE(messages));
	tcase_add_test(codec, test_values);
	tcase_add_loop_test(codec, test_via_port, 0, NR_ARRAY_SIZE(vias));
	tcase_add_test(codec, test_answer);
	tcase_add_test(codec, test_notify);
	tcase_add_test(codec, test_notify_event);
	suite_add_tcase(s, codec);
	tcase_add_checked_fixture(server, setup, teardown);
	tcase_set_timeout(server, 60);
	tcase_add_test(server, test_udp);
	tcase_add_test(server, test_instance);
	tcase_add_test(server, test_restart);
	tcase_add_test(server, test_restart_of_model);
	tcase_add_test(server, test_restart_elsewhere);
	tcase_add_test(server, test_tcp);
	tcase_add_test(server, test_alarm);
	tcase_add_test(server, test_stranger);
	tcase_add_test(server, test_garbage);
	tcase_add_test(server, test_many);
	suite_add_tcase(s, server);
	return s;
}

int main(void)
{
	SRunner *r = srunner_create(suite());
	int failed;

	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
