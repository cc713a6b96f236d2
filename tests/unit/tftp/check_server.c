/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_server.c -- the server on the loopback, with a client that does
 * everything wrong that phones do.
 */
/* with plugins/tftp/plugin.c */
#include "plugins/listener/listener.h"
#include "plugins/tftp/tftp.h"
#include "plugins/tftp/transfer.h"
#include "tests/unit/suite.h"
#include "tests/unit/tftp/octets.h"
#include "tests/unit/tftp/tftp-core.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

extern const struct nr_plugin netrecover_plugin;

#define BIG 200000

static struct nr_instance core;
static uint16_t port;
static uint8_t content[BIG];
static struct core_file files[] = {
	{ "term45.default.loads", NR_SERVE, content, 1100, 0 },
	{ "big.sbn", NR_SERVE, content, BIG, 0 },
	{ "even.sbn", NR_SERVE, content, 1024, 0 },
	{ "empty", NR_SERVE, content, 0, 0 },
	{ "secret", NR_IGNORE, NULL, 0, 0 },
	{ NULL, NR_REFUSE, NULL, 0, 0 },
};

struct client {
	int fd;
	struct sockaddr_in to;          /* the server, then the transfer */
	int64_t said;                   /* ms: when it sent the last packet */
	uint8_t buf[2048];
	size_t len;
};

static uint16_t free_port(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	socklen_t n = sizeof(a);

	ck_assert_int_eq(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&a, &n), 0);
	close(fd);
	return ntohs(a.sin_port);
}

static void setup(void)
{
	for (size_t i = 0; i < BIG; i++)
		content[i] = (uint8_t)(i * 7 + i / 512);
	core_init(&core, netrecover_plugin.protocols[0], "lo", "127.0.0.1");
	core.files = files;
	port = free_port();
	core_set(&core, "port", port);
	ck_assert_int_eq(core.protocol->open(&core), 0);
	ck_assert_int_eq(core.protocol->start(&core), 0);
}

static void teardown(void)
{
	core_finish(&core);
	for (struct core_file *f = files; f->name; f++)
		ck_assert_int_eq(f->open, 0);
}

static struct client client_at(in_addr_t address)
{
	struct client c = { .to = { .sin_family = AF_INET,
				    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) } };
	struct sockaddr_in a = c.to;

	a.sin_addr.s_addr = htonl(address);
	c.fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	ck_assert_int_eq(bind(c.fd, (struct sockaddr *)&a, sizeof(a)), 0);
	return c;
}

static struct client client_new(void)
{
	return client_at(INADDR_LOOPBACK);
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void say(struct client *c, const uint8_t *data, size_t len)
{
	c->said = now_ms();
	ck_assert_int_eq(sendto(c->fd, data, len, 0, (struct sockaddr *)&c->to, sizeof(c->to)),
			 (ssize_t)len);
}

static void request(struct client *c, const uint8_t *data, size_t len)
{
	c->to.sin_port = htons(port);
	say(c, data, len);
}

static void ack(struct client *c, unsigned block)
{
	uint8_t p[] = { 0, TFTP_ACK, (uint8_t)(block >> 8), (uint8_t)block };

	say(c, p, sizeof(p));
}

/* Let the server work until a packet comes; false when none does in @ms. */
static bool hear(struct client *c, int ms)
{
	struct pollfd p = { .fd = c->fd, .events = POLLIN };
	socklen_t n = sizeof(c->to);

	for (int i = 0; i <= ms; i++) {
		ev_run(core.loop, EVRUN_NOWAIT);
		if (poll(&p, 1, i < ms ? 1 : 0) == 1) {
			ssize_t len = recvfrom(c->fd, c->buf, sizeof(c->buf), 0,
					       (struct sockaddr *)&c->to, &n);

			ck_assert_int_ge(len, 4);
			c->len = (size_t)len;
			return true;
		}
	}
	return false;
}

#define SOON 5000

/* What is handled in the turns of the loop that are due now brings no answer.  On a machine
 * that stood still for so long that a resend is due, nothing can be said. */
static void hear_nothing(struct client *c)
{
	ck_assert(!hear(c, 20) || now_ms() - c->said >= TRANSFER_RTO_FIRST);
}

static unsigned heard(const struct client *c)
{
	return (unsigned)(c->buf[2] << 8 | c->buf[3]);
}

static void expect_data(struct client *c, unsigned block, size_t len)
{
	ck_assert(hear(c, SOON));
	ck_assert_uint_eq(c->buf[1], TFTP_DATA);
	ck_assert_uint_eq(heard(c), block);
	ck_assert_uint_eq(c->len, 4 + len);
	ck_assert_uint_ne(ntohs(c->to.sin_port), port);
}

static void expect_error(struct client *c, unsigned code)
{
	ck_assert(hear(c, SOON));
	ck_assert_uint_eq(c->buf[1], TFTP_ERROR);
	ck_assert_uint_eq(heard(c), code);
	ck_assert_uint_ne(ntohs(c->to.sin_port), port);
}

/* Turn the loop until the plugin has told @deed @times. */
static void until(enum nr_deed deed, unsigned times)
{
	for (int i = 0; i < SOON && core.counts[deed] < times; i++) {
		ev_run(core.loop, EVRUN_NOWAIT);
		poll(NULL, 0, core.counts[deed] < times);
	}
	ck_assert_uint_eq(core.counts[deed], times);
}

static const struct core_deed *last_deed(void)
{
	return &core.deeds[core.deed_count - 1];
}

/* Opcode 1, name, mode; elsewhere 2: WRQ, 3: DATA, 4: ACK, 5: ERROR with its number, 6: OACK. */
#define RRQ(name) PACKET("\0\1" name "\0octet\0")

START_TEST(test_serve)
{
	struct client c = client_new();

	request(&c, RRQ("TFTP:/term45.default.loads"));
	expect_data(&c, 1, 512);
	ck_assert_mem_eq(c.buf + 4, content, 512);
	ck_assert_str_eq(core.sighted, "term45.default.loads");
	ck_assert_str_eq(core.wanted, "term45.default.loads");
	ck_assert_int_eq(core.door, NR_DOOR_TFTP);
	ck_assert_int_eq(core.deeds[0].deed, NR_FILE_STARTED);
	ck_assert_uint_eq(core.deeds[0].phone, CORE_PHONE);
	ck_assert_uint_eq(core.deeds[0].total, 1100);
	ack(&c, 1);
	expect_data(&c, 2, 512);
	ack(&c, 2);
	expect_data(&c, 3, 76);
	ck_assert_mem_eq(c.buf + 4, content + 1024, 76);
	ck_assert_uint_eq(core.counts[NR_FILE_SENT], 0);
	ack(&c, 3);
	until(NR_FILE_SENT, 1);
	ck_assert_uint_eq(last_deed()->bytes, 1100);
	ck_assert_int_eq(files[0].open, 0);
	/* The port is closed at once. */
	ack(&c, 3);
	hear_nothing(&c);
	close(c.fd);
}
END_TEST

START_TEST(test_serve_ends)
{
	struct client c = client_new();

	request(&c, RRQ("even.sbn"));
	expect_data(&c, 1, 512);
	ack(&c, 1);
	expect_data(&c, 2, 512);
	ack(&c, 2);
	expect_data(&c, 3, 0);
	ack(&c, 3);
	until(NR_FILE_SENT, 1);
	request(&c, RRQ("empty"));
	expect_data(&c, 1, 0);
	ack(&c, 1);
	until(NR_FILE_SENT, 2);
	close(c.fd);
}
END_TEST

START_TEST(test_refused)
{
	struct client c = client_new();

	request(&c, RRQ("CTLSEP001B54AA0001.tlv"));
	expect_error(&c, TFTP_E_NOT_FOUND);
	request(&c, RRQ("secret"));
	hear_nothing(&c);
	request(&c, PACKET("\0\1big.sbn\0mail\0"));
	expect_error(&c, TFTP_E_ILLEGAL);
	ck_assert_uint_eq(core.deed_count, 1); /* the one answered with "no" to a reader */
	ck_assert_int_eq(core.deeds[0].deed, NR_FILE_REFUSED);
	ck_assert_str_eq(core.deeds[0].what, "CTLSEP001B54AA0001.tlv");
	close(c.fd);
}
END_TEST

/* The answer could hit somebody who never asked: nothing at all, and nothing is told. */
START_TEST(test_out_of_reach)
{
	struct client c = client_new();

	core.out_of_reach = true;
	request(&c, RRQ("big.sbn"));
	request(&c, RRQ("CTLSEP001B54AA0001.tlv"));
	request(&c, PACKET("\0\2big.sbn\0octet\0"));
	request(&c, PACKET("\0\1big.sbn\0mail\0"));
	hear_nothing(&c);
	ck_assert_uint_eq(core.asked, 0);
	ck_assert_uint_eq(core.deed_count, 0);
	ck_assert_uint_eq(core.sightings, 4);
	close(c.fd);
}
END_TEST

/* One client's storm is its own: it hears so many refusals in a second, others theirs. */
START_TEST(test_refusals_per_client)
{
	struct client storm = client_new(), phone = client_at(INADDR_LOOPBACK + 1);
	unsigned n = 0;

	for (int i = 0; i < 300; i++)
		request(&storm, RRQ("CTLSEP001B54AA0001.tlv"));
	request(&phone, RRQ("CTLSEP001B54AA0001.tlv"));
	expect_error(&phone, TFTP_E_NOT_FOUND);
	while (hear(&storm, 5))
		n++;
	ck_assert_uint_ge(n, 64);
	ck_assert_uint_le(n, 128);      /* a second may have ended in between */
	close(storm.fd);
	close(phone.fd);
}
END_TEST

/*
 * No descriptor is left for a transfer.  A 6901 and a 3905 do not ask for their
 * configuration again after an ERROR 3 (CSCuj76132, CSCuj73157): silence, and it asks.
 */
START_TEST(test_busy_is_silent)
{
	struct client c = client_new();
	struct rlimit full, r;
	int next = dup(c.fd);

	close(next);
	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &full), 0);
	r = full;
	r.rlim_cur = (rlim_t)next;
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &r), 0);
	request(&c, RRQ("even.sbn"));
	hear_nothing(&c);
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &full), 0);
	ck_assert_ptr_nonnull(strstr(core.log, "even.sbn"));
	ck_assert_int_eq(files[2].open, 0);
	request(&c, RRQ("even.sbn"));
	expect_data(&c, 1, 512);
	close(c.fd);
}
END_TEST

START_TEST(test_write_request)
{
	struct client c = client_new();

	request(&c, PACKET("\0\2big.sbn\0octet\0"));
	expect_error(&c, TFTP_E_ACCESS);
	request(&c, PACKET("\0\2new\0octet\0"));
	expect_error(&c, TFTP_E_ACCESS);
	request(&c, PACKET("\0\2secret\0octet\0"));
	hear_nothing(&c);
	ck_assert_str_eq(core.sighted, "");
	close(c.fd);
}
END_TEST

START_TEST(test_malformed_requests)
{
	struct client c = client_new();
	uint8_t large[1500] = { 0, 1, 'a' };

	request(&c, PACKET("\0\3\0\1data"));
	request(&c, PACKET("\0\4\0\1"));
	request(&c, PACKET("\0\5\0\1x\0"));
	request(&c, PACKET("\0\11x"));
	request(&c, PACKET("\0\1big.sbn"));
	request(&c, PACKET("x"));
	request(&c, PACKET(""));
	request(&c, large, sizeof(large));
	hear_nothing(&c);
	ck_assert_uint_eq(core.asked, 0);
	ck_assert_uint_eq(core.sightings, 0);
	request(&c, RRQ("empty"));
	expect_data(&c, 1, 0);
	ack(&c, 1);
	until(NR_FILE_SENT, 1);
	close(c.fd);
}
END_TEST

START_TEST(test_options_served)
{
	static const char oack[] = "\0\6blksize\0001024\0tsize\000200000\0windowsize\0004";
	struct client c = client_new();

	request(&c, PACKET("\0\1big.sbn\0octet\0tsize\0000\0blksize\0001024\0windowsize\0004\0"
			   "timeout\0000\0unknown\0x\0"));
	ck_assert(hear(&c, SOON));
	ck_assert_uint_eq(c.len, sizeof(oack));
	ck_assert_mem_eq(c.buf, oack, sizeof(oack));
	ack(&c, 0);
	for (unsigned block = 1; block <= 196; block++) {
		expect_data(&c, block, block < 196 ? 1024 : 320);
		ck_assert_mem_eq(c.buf + 4, content + (block - 1) * 1024, c.len - 4);
		if (block % 4 == 0)
			ack(&c, block);
	}
	until(NR_FILE_SENT, 1);
	ck_assert_uint_eq(core.counts[NR_FILE_MOVED], 3);
	close(c.fd);
}
END_TEST

/* Nothing legal was asked for: no OACK, 512 bytes. */
START_TEST(test_no_oack)
{
	struct client c = client_new();

	request(&c, PACKET("\0\1big.sbn\0octet\0blksize\0007\0windowsize\0-1\0x\0y\0"));
	expect_data(&c, 1, 512);
	close(c.fd);
}
END_TEST

START_TEST(test_same_request_again)
{
	struct client c = client_new();
	struct sockaddr_in first;

	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	first = c.to;
	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	ck_assert_uint_eq(c.to.sin_port, first.sin_port);
	ck_assert_uint_eq(core.counts[NR_FILE_STARTED], 1);
	/* Two first blocks, two ACKs: one second block. */
	ack(&c, 1);
	ack(&c, 1);
	expect_data(&c, 2, 512);
	hear_nothing(&c);
	/* Once a block was confirmed it is a new request. */
	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	ck_assert_uint_eq(core.counts[NR_FILE_STARTED], 2);
	ck_assert_uint_eq(core.counts[NR_FILE_FAILED], 1);
	ck_assert_int_eq(files[1].open, 1);
	close(c.fd);
}
END_TEST

/* A 7921 uses port 1024 for every file. */
START_TEST(test_one_port_for_all)
{
	struct client c = client_new();
	struct sockaddr_in old;

	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	old = c.to;
	request(&c, RRQ("even.sbn"));
	expect_data(&c, 1, 512);
	ck_assert_uint_eq(core.counts[NR_FILE_FAILED], 1);
	ck_assert_int_eq(files[1].open, 0);
	ack(&c, 1);
	expect_data(&c, 2, 512);
	c.to = old;
	ack(&c, 1);
	hear_nothing(&c);
	close(c.fd);
}
END_TEST

START_TEST(test_stranger_in_transfer)
{
	struct client c = client_new(), stranger = client_new();

	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	stranger.to = c.to;
	ack(&stranger, 1);
	hear_nothing(&stranger);
	hear_nothing(&c);
	ack(&c, 1);
	expect_data(&c, 2, 512);
	close(c.fd);
	close(stranger.fd);
}
END_TEST

START_TEST(test_client_error)
{
	struct client c = client_new();

	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	say(&c, PACKET("\0\5\0\0Checksum err\0"));
	until(NR_FILE_FAILED, 1);
	ck_assert_str_eq(last_deed()->why, "Checksum err");
	ck_assert_str_eq(last_deed()->what, "big.sbn");
	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	say(&c, PACKET("\0\5\0\10"));
	until(NR_FILE_FAILED, 2);
	ck_assert_str_eq(last_deed()->why, "the client's error 8");
	close(c.fd);
}
END_TEST

START_TEST(test_client_gone)
{
	struct client c = client_new();

	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	close(c.fd);
	until(NR_FILE_FAILED, 1);       /* at the first resend */
	ck_assert_str_eq(last_deed()->why, "port closed");
}
END_TEST

START_TEST(test_resend)
{
	struct client c = client_new();

	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	expect_data(&c, 1, 512);
	ack(&c, 1);
	expect_data(&c, 2, 512);
	expect_data(&c, 2, 512);
	ack(&c, 1);
	ack(&c, 2);
	expect_data(&c, 3, 512);
	close(c.fd);
}
END_TEST

START_TEST(test_timeout)
{
	struct client c = client_new();

	core_set(&core, "patience", 1);
	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	until(NR_FILE_FAILED, 1);
	ck_assert_str_eq(last_deed()->why, "timeout");
	close(c.fd);
}
END_TEST

START_TEST(test_netascii_served)
{
	static uint8_t text[] = "one\ntwo\r\n";
	struct core_file of_text[] = { { "t", NR_SERVE, text, 9, 0 }, { NULL, NR_REFUSE, NULL, 0, 0 } };
	struct client c = client_new();

	core.files = of_text;
	request(&c, PACKET("\0\1t\0NetASCII\0tsize\0000\0"));
	ck_assert(hear(&c, SOON));
	ck_assert_mem_eq(c.buf, "\0\6tsize\00012", c.len);
	ack(&c, 0);
	expect_data(&c, 1, 12);
	ck_assert_mem_eq(c.buf + 4, "one\r\ntwo\r\0\r\n", 12);
	ack(&c, 1);
	until(NR_FILE_SENT, 1);
	ck_assert_uint_eq(last_deed()->total, 9);
	ck_assert_int_eq(of_text[0].open, 0);
	close(c.fd);
}
END_TEST

/* 200 phones ask in one moment: each gets its first block, once. */
START_TEST(test_storm)
{
	static struct client phones[200];

	for (size_t i = 0; i < 200; i++) {
		phones[i] = client_new();
		request(&phones[i], RRQ("even.sbn"));
	}
	for (size_t i = 0; i < 200; i++)
		expect_data(&phones[i], 1, 512);
	ck_assert_uint_eq(core.counts[NR_FILE_STARTED], 200);
	for (size_t i = 0; i < 200; i++)
		close(phones[i].fd);
}
END_TEST

START_TEST(test_stop_in_transfer)
{
	struct client c = client_new();

	request(&c, RRQ("big.sbn"));
	expect_data(&c, 1, 512);
	core.protocol->stop(&core);
	ck_assert_str_eq(last_deed()->why, "the bench stopped");
	ck_assert_int_eq(core.protocol->open(&core), 0);
	expect_error(&c, TFTP_E_UNDEFINED);
	close(c.fd);
}
END_TEST

START_TEST(test_passive)
{
	core.protocol->stop(&core);
	core.bench.passive = true;
	ck_assert_int_eq(core.protocol->open(&core), 0);
	ck_assert_int_eq(core.protocol->start(&core), 0);
}
END_TEST

START_TEST(test_port_taken)
{
	struct nr_instance second;

	core_init(&second, netrecover_plugin.protocols[0], "lo", "127.0.0.1");
	core_set(&second, "port", port);
	ck_assert_int_eq(second.protocol->open(&second), -EADDRINUSE);
	ck_assert_msg(strstr(second.log, "Address already in use"), "%s", second.log);
	core_finish(&second);
}
END_TEST

int main(void)
{
	TCase *tc = tcase_create("server");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, test_serve);
	tcase_add_test(tc, test_serve_ends);
	tcase_add_test(tc, test_refused);
	tcase_add_test(tc, test_write_request);
	tcase_add_test(tc, test_out_of_reach);
	tcase_add_test(tc, test_refusals_per_client);
	tcase_add_test(tc, test_busy_is_silent);
	tcase_add_test(tc, test_malformed_requests);
	tcase_add_test(tc, test_options_served);
	tcase_add_test(tc, test_no_oack);
	tcase_add_test(tc, test_same_request_again);
	tcase_add_test(tc, test_one_port_for_all);
	tcase_add_test(tc, test_stranger_in_transfer);
	tcase_add_test(tc, test_client_error);
	tcase_add_test(tc, test_client_gone);
	tcase_add_test(tc, test_resend);
	tcase_add_test(tc, test_timeout);
	tcase_add_test(tc, test_netascii_served);
	tcase_add_test(tc, test_storm);
	tcase_add_test(tc, test_stop_in_transfer);
	tcase_add_test(tc, test_passive);
	tcase_add_test(tc, test_port_taken);
	return suite_run("server", tc);
}
