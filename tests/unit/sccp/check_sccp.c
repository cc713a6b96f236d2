/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_sccp.c -- the SCCP plugin: messages, the words of an alarm, restarts with
 * a clock of their own, and the server on the loopback.
 */
#include <config.h>

#include "plugins/listener/connection.h"
#include "plugins/registrar/alarm.h"
#include "plugins/registrar/restart.h"
#include "plugins/sccp/sccp.h"
#include "tests/unit/verbs.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* -- messages as a phone sends them ------------------------------------------------- */

struct bytes {
	uint8_t b[SCCP_FRAME_MAX + 64];
	size_t n;
};

static void le32(struct bytes *m, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		m->b[m->n++] = (uint8_t)(v >> 8 * i);
}

static void field(struct bytes *m, const char *text, size_t size)
{
	memset(m->b + m->n, 0, size);
	memcpy(m->b + m->n, text, strlen(text));
	m->n += size;
}

static size_t begin(struct bytes *m, uint32_t id)
{
	size_t at = m->n;

	le32(m, 0);
	le32(m, 0);
	le32(m, id);
	return at;
}

static void end(struct bytes *m, size_t at)
{
	uint32_t length = (uint32_t)(m->n - at - 8);

	memcpy(m->b + at, &length, 4);          /* the tests run on little-endian machines, or not at all */
}

static void put_alarm(struct bytes *m, const char *text)
{
	size_t at = begin(m, SCCP_ALARM);

	le32(m, 2);
	field(m, text, 80);
	le32(m, 4);
	le32(m, 0x0100007f);
	end(m, at);
}

/* @load NULL: a phone of an old protocol, which says less. */
static void put_register(struct bytes *m, const char *name, uint32_t type, const char *load)
{
	size_t at = begin(m, SCCP_REGISTER);

	field(m, name, 16);
	le32(m, 0);
	le32(m, 1);
	le32(m, 0x3206a8c0);
	le32(m, type);
	le32(m, 5);
	if (load) {
		le32(m, 0);
		le32(m, 0x85720013);
		le32(m, 1);
		le32(m, 0);
		field(m, "", 12 + 4 + 4 + 16 + 4);
		field(m, load, 32);
	}
	end(m, at);
}

static struct sccp_frame read_one(const struct bytes *m)
{
	struct sccp_frame f;
	size_t used;

	ck_assert_int_eq(sccp_read(m->b, m->n, &f, &used), SCCP_FRAME);
	ck_assert_uint_eq(used, m->n);
	return f;
}

START_TEST(test_register)
{
	struct bytes m = { .n = 0 };
	struct sccp_register r;

	put_register(&m, "SEP00192F000001", 115, "SCCP41.9-0-3S");
	ck_assert_uint_eq(m.b[0], 128);         /* as a 7941G sends it */
	ck_assert(sccp_read_register(read_one(&m).body, &r));
	ck_assert_str_eq(r.name, "SEP00192F000001");
	ck_assert_uint_eq(r.type, 115);
	ck_assert_uint_eq(r.protocol, 19);
	ck_assert_str_eq(r.load, "SCCP41.9-0-3S");
	ck_assert_str_eq(inet_ntoa(r.addr), "192.168.6.50");
	ck_assert(sccp_type_is_phone(r.type));
}
END_TEST

START_TEST(test_old_register)
{
	struct bytes m = { .n = 0 };
	struct sccp_register r;

	put_register(&m, "SEP001B54AA0001", 7, NULL);
	ck_assert(sccp_read_register(read_one(&m).body, &r));
	ck_assert_str_eq(r.name, "SEP001B54AA0001");
	ck_assert_uint_eq(r.protocol, 0);
	ck_assert_str_eq(r.load, "");
}
END_TEST

START_TEST(test_cut_register)
{
	struct bytes m = { .n = 0 };
	struct sccp_register r;

	put_register(&m, "SEP001B54AA0001", 435, "SCCP45.9-4-2SR3-1S");
	for (size_t n = 0; n < m.n - 12; n++) {
		uint8_t *copy = malloc(n ? n : 1);

		memcpy(copy, m.b + 12, n);
		ck_assert(sccp_read_register(nr_reader(copy, n), &r) == (n >= 32));
		free(copy);
	}
}
END_TEST

static const struct {
	uint32_t type;
	bool phone;
} types[] = {
	{ 7, true }, { 8, true }, { 12, true }, { 0x34, false }, { 50, false }, { 70, false },
	{ 110, false }, { 115, true }, { 119, true }, { 126, false }, { 255, false }, { 307, true },
	{ 435, true }, { 30006, true },
};

START_TEST(test_type)
{
	ck_assert(sccp_type_is_phone(types[_i].type) == types[_i].phone);
}
END_TEST

START_TEST(test_alarm_message)
{
	struct bytes m = { .n = 0 };
	struct sccp_alarm a;

	put_alarm(&m, "25: Name=SEP001B54AA0001 Load=SCCP45.8-3-3S Last=Initialized");
	ck_assert(sccp_read_alarm(read_one(&m).body, &a));
	ck_assert_uint_eq(a.severity, 2);
	ck_assert_str_eq(a.text, "25: Name=SEP001B54AA0001 Load=SCCP45.8-3-3S Last=Initialized");
	ck_assert_uint_eq(a.parameter[0], 4);
	/* the severity is cut; severity 1, and a text without its NUL */
	ck_assert(!sccp_read_alarm(nr_reader("\1\2\3", 3), &a));
	ck_assert(sccp_read_alarm(nr_reader("\1\0\0\0Na", 6), &a));
	ck_assert_str_eq(a.text, "Na");
}
END_TEST

static const struct {
	uint32_t length;
	enum sccp_result result;
} lengths[] = {
	{ 0, SCCP_BROKEN }, { 3, SCCP_BROKEN }, { 4, SCCP_MORE }, { 4096, SCCP_MORE },
	{ 4097, SCCP_BROKEN }, { 0x7fffffff, SCCP_BROKEN }, { 0xffffffff, SCCP_BROKEN },
};

/* Told by the first four bytes; the rest need not come. */
START_TEST(test_length)
{
	struct bytes m = { .n = 0 };
	struct sccp_frame f;
	size_t used;

	le32(&m, lengths[_i].length);
	ck_assert_int_eq(sccp_read(m.b, 3, &f, &used), SCCP_MORE);
	ck_assert_int_eq(sccp_read(m.b, 4, &f, &used), lengths[_i].result);
}
END_TEST

START_TEST(test_two_frames)
{
	struct bytes m = { .n = 0 };
	struct sccp_frame f;
	size_t used;

	end(&m, begin(&m, SCCP_KEEPALIVE));
	put_alarm(&m, "x");
	ck_assert_int_eq(sccp_read(m.b, m.n, &f, &used), SCCP_FRAME);
	ck_assert_uint_eq(used, 12);
	ck_assert_uint_eq(f.id, SCCP_KEEPALIVE);
	ck_assert_uint_eq(nr_left(&f.body), 0);
	for (size_t n = 12; n < m.n; n++)
		ck_assert_int_eq(sccp_read(m.b + 12, n - 12, &f, &used), SCCP_MORE);
	ck_assert_int_eq(sccp_read(m.b + 12, m.n - 12, &f, &used), SCCP_FRAME);
}
END_TEST

START_TEST(test_put)
{
	uint8_t out[SCCP_PUT_MAX];
	/*
	 * SCCP, all numbers with the low byte first
	 *   RegisterAck  length 24, version 0, id 0081
	 *                keepalive 30 s; date template "M/D/Y" and NUL, 2 bytes of padding;
	 *                second keepalive 60 s; protocol 19, 3 bytes of padding
	 *   Reset        length 8, version 0, id 009f; type 2, restart
	 */
	const uint8_t ack[] = { 24, 0, 0, 0, 0, 0, 0, 0, 0x81, 0, 0, 0, 30, 0, 0, 0, 'M', '/', 'D',
				'/', 'Y', 0, 0, 0, 60, 0, 0, 0, 0x13, 0, 0, 0 };
	const uint8_t restart[] = { 8, 0, 0, 0, 0, 0, 0, 0, 0x9f, 0, 0, 0, 2, 0, 0, 0 };

	ck_assert_uint_eq(sccp_put_register_ack(out, 30, 0x13), sizeof(ack));
	ck_assert_mem_eq(out, ack, sizeof(ack));
	ck_assert_uint_eq(sccp_put_reset(out, SCCP_RESET_RESTART), sizeof(restart));
	ck_assert_mem_eq(out, restart, sizeof(restart));
	ck_assert_uint_eq(sccp_put_register_reject(out, "a text that is longer than the field has room for"),
			  12 + 36);
	ck_assert_uint_eq(out[12 + 32], 0);
	for (uint32_t id = 0; id < 0x200; id++)
		ck_assert_uint_le(sccp_put_answer(out, id, "SEP001B54AA0001"), sizeof(out));
	ck_assert_uint_eq(sccp_put_answer(out, SCCP_BUTTON_TEMPLATE_REQ, ""), 108);
	ck_assert_uint_eq(sccp_put_answer(out, SCCP_ALARM, ""), 0);
}
END_TEST

/* -- the words of an alarm ------------------------------------------------------------ */

static const struct {
	const char *text, *name, *load, *last;
} alarms[] = {
	{ "25: Name=SEP001B54AA0001 Load=SCCP45.8-3-3S Last=Initialized", "SEP001B54AA0001",
	  "SCCP45.8-3-3S", "Initialized" },
	{ "14: Name=SEP001B54AA0001 Load=8.3(3.16S) Last=Load Rejected HC", "SEP001B54AA0001",
	  "8.3(3.16S)", "Load Rejected HC" },
	{ "25: Name=SEPB8BEBF227D79 Load= 9.4(2SR3.1S) Last=Initialized", "SEPB8BEBF227D79",
	  "9.4(2SR3.1S)", "Initialized" },
	{ "25: Name=SEPB8BEBF227D79 Load= Last=Initialized", "SEPB8BEBF227D79", "", "Initialized" },
	{ "cisco-alarm:23 Name=SEP001B2A893698 Load=SIP70.8-4-2-30S Last=reset-restart",
	  "SEP001B2A893698", "SIP70.8-4-2-30S", "reset-restart" },
	{ "cisco-alarm:25 Name=SEP1 InactiveLoad=b.loads ActiveLoad=a.loads Last=initialized", "SEP1",
	  "a.loads", "initialized" },
	{ "Name=SEP001B54AA0001", "SEP001B54AA0001", "", "" },
	{ "Name= Load= Last=", "", "", "" },
	{ "", "", "", "" },
	{ "MyName=SEP001B54AA0001 Loads=x", "", "", "" },
	{ "Name=a-name-that-is-far-too-long-to-be-one Load=x", "", "x", "" },
};

START_TEST(test_alarm_words)
{
	struct alarm a;

	alarm_read(alarms[_i].text, &a);
	ck_assert_str_eq(a.name, alarms[_i].name);
	ck_assert_str_eq(a.load, alarms[_i].load);
	ck_assert_str_eq(a.last, alarms[_i].last);
}
END_TEST

/* As a 7961G sends it, but for the loads; <not open> is its own. */
#define XML(more)                                                                                  \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<x-cisco-alarm>\n"                            \
	"<Alarm Name=\"LastOutOfServiceInformation\">\n<ParameterList>\n"                          \
	"<String name=\"DeviceName\">SEP001B54AA0001</String>\n"                                  \
	"<String name=\"ModelNumber\">CP-7945G</String>\n"                                        \
	"<String name=\"UnifiedCMIPAddress\"><not open></String>\n" more                          \
	"</ParameterList>\n</Alarm>\n</x-cisco-alarm>\n"
#define LOADS                                                                                      \
	"<String name=\"ActiveLoad\">a.loads</String>\n<String name=\"InactiveLoad\">b.loads</String>\n"
#define WHY(code) "<Enum name=\"ReasonForOutOfService\">" code "</Enum>\n"

static const struct {
	const char *text, *name, *model, *load, *inactive, *last;
} xml_alarms[] = {
	{ XML(LOADS WHY("23")), "SEP001B54AA0001", "CP-7945G", "a.loads", "b.loads", "Reset-Restart" },
	{ XML(WHY("")), "SEP001B54AA0001", "CP-7945G", "", "", "" },
	{ XML(WHY("199")), "SEP001B54AA0001", "CP-7945G", "", "", "out of service, code 199" },
	{ XML(WHY("1234567890123")), "SEP001B54AA0001", "CP-7945G", "", "", "" },
	/* Cut off in the middle of a value. */
	{ "<x-cisco-alarm><Alarm Name=\"LastOutOfServiceInformation\"><String name=\"DeviceName\">SEP001B",
	  "", "", "", "", "" },
	{ "<x-cisco-alarm>\n<Alarm Name=\"DeviceTLInfo\">\n<String name=\"DeviceName\">SEP1</String>\n"
	  "<String name=\"ModelNumber\">CP-7821</String>", "SEP1", "", "", "", "" },
	{ "<x-cisco-alarm><Alarm Name=\"LastOutOfServiceInformation\"><String name=\"DeviceName\">"
	  "a-name-that-is-far-too-long-to-be-one</String><String name=\"ModelNumber\">\x1b[2J</String>",
	  "", "?[2J", "", "", "" },
};

START_TEST(test_xml_alarm)
{
	size_t n = strlen(xml_alarms[_i].text);
	struct xml_alarm a;

	ck_assert(alarm_read_xml(nr_reader(xml_alarms[_i].text, n), &a));
	ck_assert_str_eq(a.name, xml_alarms[_i].name);
	ck_assert_str_eq(a.model, xml_alarms[_i].model);
	ck_assert_str_eq(a.load, xml_alarms[_i].load);
	ck_assert_str_eq(a.inactive, xml_alarms[_i].inactive);
	ck_assert_str_eq(a.last, xml_alarms[_i].last);
}
END_TEST

/* However short it is cut, nothing behind it is read (for the address sanitizer). */
START_TEST(test_cut_xml_alarm)
{
	static const char whole[] = XML(LOADS WHY("25"));
	struct xml_alarm a;

	for (size_t n = 0; n < sizeof(whole); n++) {
		char *cut = malloc(n ? n : 1);

		memcpy(cut, whole, n);
		alarm_read_xml(nr_reader(cut, n), &a);
		free(cut);
	}
	ck_assert(!alarm_read_xml(nr_reader("", 0), &a));
	ck_assert(!alarm_read_xml(nr_reader("<Alarm>", 7), &a));
}
END_TEST

/* -- restarts ------------------------------------------------------------------------- */

START_TEST(test_restart)
{
	static struct restarts r;

	ck_assert_int_eq(restart_due(&r, 1, "a", false, 10), RESTART_NONE);
	ck_assert_int_eq(restart_due(&r, NR_NO_PHONE, "a", true, 10), RESTART_NONE);
	ck_assert_int_eq(restart_due(&r, 1, "a", true, 10), RESTART_GENTLE);
	ck_assert_int_eq(restart_due(&r, 1, "a", true, 11), RESTART_NONE);
	ck_assert_int_eq(restart_due(&r, 2, "a", true, 11), RESTART_GENTLE);
	ck_assert_int_eq(restart_due(&r, 1, "a", true, 70), RESTART_HARD);
	ck_assert_int_eq(restart_due(&r, 1, "a", true, 180), RESTART_NONE);
	ck_assert_int_eq(restart_due(&r, 1, "a", true, 190), RESTART_HARD);
	/* It runs another load now: the next step, a new matter. */
	ck_assert_int_eq(restart_due(&r, 1, "b", true, 191), RESTART_GENTLE);
	/* It was told meanwhile. */
	ck_assert_int_eq(restart_due(&r, 1, "b", false, 192), RESTART_NONE);
	ck_assert_int_eq(restart_due(&r, 1, "b", true, 193), RESTART_GENTLE);
}
END_TEST

/* However long it lasts, a phone that does not care is not restarted in a tight loop. */
START_TEST(test_restart_rarely)
{
	static struct restarts r;
	unsigned n = 0;

	for (int t = 0; t < 24 * 3600; t += 5)
		n += restart_due(&r, 1, "", true, t) != RESTART_NONE;
	ck_assert_uint_le(n, 55);
	ck_assert_uint_ge(n, 40);
}
END_TEST

START_TEST(test_restart_many)
{
	static struct restarts r;

	for (nr_phone_id id = 1; id <= 3 * RESTART_PHONES; id++)
		ck_assert_int_eq(restart_due(&r, id, "", true, id), RESTART_GENTLE);
}
END_TEST

/* -- the server -------------------------------------------------------------------------- */

static struct nr_instance core;

static void setup(void)
{
	verbs_open(&core, "sccp");
}

static void teardown(void)
{
	verbs_close(&core);
}

struct client {
	int fd;
	struct bytes got;
	uint32_t last;                  /* number of the last whole message */
	unsigned count;
	struct verbs_end end;
	uint32_t wait_for;
};

static bool pump(void *arg)
{
	struct client *c = arg;
	struct sccp_frame f;
	size_t used;

	verbs_receive(c->fd, c->got.b, sizeof(c->got.b), &c->got.n, &c->end);
	while (sccp_read(c->got.b, c->got.n, &f, &used) == SCCP_FRAME) {
		c->last = f.id;
		c->count++;
		memmove(c->got.b, c->got.b + used, c->got.n - used);
		c->got.n -= used;
		if (c->last == c->wait_for)
			return true;
	}
	return c->end.closed;
}

static void say(struct client *c, const struct bytes *m)
{
	ck_assert_int_eq(send(c->fd, m->b, m->n, MSG_NOSIGNAL), (ssize_t)m->n);
}

static void await(struct client *c, uint32_t id)
{
	c->wait_for = id;
	verbs_run(&core, pump, c);
	ck_assert(!c->end.closed);
}

static void await_end(struct client *c)
{
	c->wait_for = UINT32_MAX;
	verbs_run(&core, pump, c);
	ck_assert(c->end.closed);
	close(c->fd);
}

static struct client client(void)
{
	return (struct client){ .fd = verbs_connect(core.port) };
}

static void empty(struct client *c, uint32_t id)
{
	struct bytes m = { .n = 0 };

	end(&m, begin(&m, id));
	say(c, &m);
}

START_TEST(test_alarm_and_register)
{
	struct client c = client();
	struct bytes m = { .n = 0 };

	put_alarm(&m, "25: Name=SEP001B54AA0001 Load=SCCP45.8-3-3S Last=TFTP Timeout");
	put_register(&m, "SEP001B54AA0001", 435, "SCCP45.8-3-3S");
	say(&c, &m);
	await(&c, SCCP_REGISTER_ACK);
	await(&c, SCCP_CAPABILITIES_REQ);
	ck_assert_str_eq(core.sights,
			 "sccp 00:1b:54:aa:00:01 127.0.0.1 name=SEP001B54AA0001 load=SCCP45.8-3-3S "
			 "reason=TFTP Timeout\n"
			 "sccp 00:1b:54:aa:00:01 127.0.0.1 name=SEP001B54AA0001 type=435 "
			 "load=SCCP45.8-3-3S registers=sccp\n");
	ck_assert_uint_eq(core.restart_asked, 1);
	empty(&c, SCCP_KEEPALIVE);
	await(&c, SCCP_KEEPALIVE_ACK);
	empty(&c, SCCP_BUTTON_TEMPLATE_REQ);
	await(&c, SCCP_BUTTON_TEMPLATE);
	empty(&c, SCCP_UNREGISTER);
	await(&c, SCCP_UNREGISTER_ACK);
	close(c.fd);
}
END_TEST

/* Its reason counts when the other alarm gave none. */
START_TEST(test_two_alarms)
{
	static const char xml[] = XML(WHY("23"));
	struct client c = client();
	struct bytes m = { .n = 0 };
	size_t at = begin(&m, SCCP_XML_ALARM);

	field(&m, xml, 2000);
	end(&m, at);
	put_alarm(&m, "25: Name=SEP001B54AA0001 Load=SCCP45.8-3-3S Last=TFTP Timeout");
	at = begin(&m, SCCP_XML_ALARM);
	field(&m, xml, sizeof(xml));
	end(&m, at);
	put_register(&m, "SEP001B54AA0001", 435, "SCCP45.8-3-3S");
	say(&c, &m);
	await(&c, SCCP_REGISTER_ACK);
	ck_assert_str_eq(core.sights,
			 "sccp 00:1b:54:aa:00:01 127.0.0.1 name=SEP001B54AA0001 platform=CP-7945G "
			 "reason=Reset-Restart\n"
			 "sccp 00:1b:54:aa:00:01 127.0.0.1 name=SEP001B54AA0001 load=SCCP45.8-3-3S "
			 "reason=TFTP Timeout\n"
			 "sccp 00:1b:54:aa:00:01 127.0.0.1 name=SEP001B54AA0001 platform=CP-7945G\n"
			 "sccp 00:1b:54:aa:00:01 127.0.0.1 name=SEP001B54AA0001 type=435 "
			 "load=SCCP45.8-3-3S registers=sccp\n");
	close(c.fd);
}
END_TEST

/* The step is planned only now; at the next KeepAlive the phone is told, once. */
START_TEST(test_restart_at_keepalive)
{
	struct client c = client();
	struct bytes m = { .n = 0 };

	put_register(&m, "SEP001B54AA0001", 435, NULL);
	say(&c, &m);
	await(&c, SCCP_CAPABILITIES_REQ);
	core.restart = true;
	empty(&c, SCCP_KEEPALIVE);
	await(&c, SCCP_KEEPALIVE_ACK);
	await(&c, SCCP_RESET);
	empty(&c, SCCP_KEEPALIVE);
	await(&c, SCCP_KEEPALIVE_ACK);
	ck_assert_uint_eq(c.last, SCCP_KEEPALIVE_ACK);
	ck_assert(strstr(core.log, "restart"));
	close(c.fd);
}
END_TEST

/* One byte at a time is still a message. */
START_TEST(test_byte_by_byte)
{
	struct client c = client();
	struct bytes m = { .n = 0 };

	put_register(&m, "SEP001B54AA0001", 435, "x");
	for (size_t i = 0; i < m.n; i++) {
		ck_assert_int_eq(send(c.fd, m.b + i, 1, MSG_NOSIGNAL), 1);
		pump(&c);
	}
	await(&c, SCCP_REGISTER_ACK);
	close(c.fd);
}
END_TEST

START_TEST(test_stranger)
{
	struct client c = client();
	struct bytes m = { .n = 0 };

	core.lease = NR_IGNORE;
	put_register(&m, "SEP001B54AA0001", 435, "x");
	say(&c, &m);
	await_end(&c);
	ck_assert_uint_eq(c.count, 0);
	ck_assert(c.end.reset);
	ck_assert(strstr(core.log, "not a phone (1 so far)"));
}
END_TEST

/* The bridge of a router, as in a public capture: not even sighted. */
START_TEST(test_bridge)
{
	struct client c = client();
	struct bytes m = { .n = 0 };

	put_register(&m, "NONSECURE_CONF", 0x34, "");
	say(&c, &m);
	await_end(&c);
	ck_assert_str_eq(core.sights, "");
}
END_TEST

START_TEST(test_bridge_with_a_phone_s_name)
{
	struct client c = client();
	struct bytes m = { .n = 0 };

	put_register(&m, "SEP001B54AA0001", 0x34, "");
	say(&c, &m);
	await_end(&c);
	ck_assert_str_eq(core.sights, "");
}
END_TEST

START_TEST(test_huge_length)
{
	struct client c = client();
	struct bytes m = { .n = 0 };

	le32(&m, 0xffffffff);
	say(&c, &m);
	await_end(&c);
	ck_assert(strstr(core.log, "impossible length (1 so far)"));
}
END_TEST

START_TEST(test_second_name)
{
	struct client c = client();
	struct bytes m = { .n = 0 };

	put_register(&m, "SEP001B54AA0001", 435, "x");
	put_register(&m, "SEP001B54AA0002", 435, "x");
	say(&c, &m);
	await_end(&c);
	ck_assert(strstr(core.log, "second name"));
}
END_TEST

START_TEST(test_four_from_one_address)
{
	struct client c[CONNECTIONS_PER_ADDRESS + 1];

	for (size_t i = 0; i <= CONNECTIONS_PER_ADDRESS; i++)
		c[i] = client();
	await_end(&c[CONNECTIONS_PER_ADDRESS]);
	ck_assert(strstr(core.log, "too many"));
	for (size_t i = 0; i < CONNECTIONS_PER_ADDRESS; i++) {
		pump(&c[i]);
		ck_assert(!c[i].end.closed);
		close(c[i].fd);
	}
}
END_TEST

/* A thousand that come and go leave nothing behind. */
START_TEST(test_many)
{
	for (int i = 0; i < 1000; i++) {
		struct client c = client();
		struct bytes m = { .n = 0 };

		put_register(&m, "SEP001B54AA0001", 435, "x");
		if (i % 3 == 0)
			m.n /= 2;
		else if (i % 3 == 1)
			m.b[3] = 0x80;
		say(&c, &m);
		if (i % 3 == 0)
			shutdown(c.fd, SHUT_WR);
		else if (i % 3 == 2)
			core.lease = NR_IGNORE;
		await_end(&c);
	}
}
END_TEST

START_TEST(test_taken)
{
	struct nr_instance second = core;

	second.data = NULL;
	second.log[0] = '\0';
	ck_assert_int_eq(core.protocol->open(&second), -EADDRINUSE);
	ck_assert(strstr(second.log, "Address already in use"));
	core.protocol->stop(&second);
}
END_TEST

START_TEST(test_passive)
{
	struct nr_instance second = core;

	second.data = NULL;
	second.bench.passive = true;
	ck_assert_int_eq(core.protocol->open(&second), 0);
	ck_assert_int_eq(core.protocol->start(&second), 0);
	core.protocol->stop(&second);
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("sccp");
	TCase *codec = tcase_create("codec"), *server = tcase_create("server");

	tcase_add_test(codec, test_register);
	tcase_add_test(codec, test_old_register);
	tcase_add_test(codec, test_cut_register);
	tcase_add_loop_test(codec, test_type, 0, NR_ARRAY_SIZE(types));
	tcase_add_test(codec, test_alarm_message);
	tcase_add_loop_test(codec, test_length, 0, NR_ARRAY_SIZE(lengths));
	tcase_add_test(codec, test_two_frames);
	tcase_add_test(codec, test_put);
	tcase_add_loop_test(codec, test_alarm_words, 0, NR_ARRAY_SIZE(alarms));
	tcase_add_loop_test(codec, test_xml_alarm, 0, NR_ARRAY_SIZE(xml_alarms));
	tcase_add_test(codec, test_cut_xml_alarm);
	tcase_add_test(codec, test_restart);
	tcase_add_test(codec, test_restart_rarely);
	tcase_add_test(codec, test_restart_many);
	suite_add_tcase(s, codec);
	tcase_add_checked_fixture(server, setup, teardown);
	tcase_set_timeout(server, 60);
	tcase_add_test(server, test_alarm_and_register);
	tcase_add_test(server, test_two_alarms);
	tcase_add_test(server, test_restart_at_keepalive);
	tcase_add_test(server, test_byte_by_byte);
	tcase_add_test(server, test_stranger);
	tcase_add_test(server, test_bridge);
	tcase_add_test(server, test_bridge_with_a_phone_s_name);
	tcase_add_test(server, test_huge_length);
	tcase_add_test(server, test_second_name);
	tcase_add_test(server, test_four_from_one_address);
	tcase_add_test(server, test_many);
	tcase_add_test(server, test_taken);
	tcase_add_test(server, test_passive);
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
