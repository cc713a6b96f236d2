/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_http.c -- the HTTP plugin: names and ranges, and the server on the
 * loopback with a client that writes its requests byte by byte as phones do.
 */
#include <config.h>

#include "plugins/http/http.h"
#include "tests/unit/verbs.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <ev.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static const struct {
	const char *path, *name;
} names[] = {
	{ "/SEP001B54AA0001.cnf.xml", "SEP001B54AA0001.cnf.xml" },
	{ "//./a.loads", "a.loads" },
	{ "/\\a", "a" },
	{ "a", "a" },
	{ "/a/b.xml", "a/b.xml" },
	{ "/../../etc/passwd", "../../etc/passwd" },
	{ "/a\tb\x80", "a?b?" },
	{ "/", NULL },
	{ "", NULL },
	{ "/./", NULL },
};

START_TEST(test_name)
{
	char out[HTTP_NAME_SIZE];

	ck_assert(http_name(names[_i].path, out) == (names[_i].name != NULL));
	if (names[_i].name)
		ck_assert_str_eq(out, names[_i].name);
}
END_TEST

START_TEST(test_long_name)
{
	char path[HTTP_NAME_SIZE + 2], out[HTTP_NAME_SIZE];

	memset(path, 'a', sizeof(path));
	path[HTTP_NAME_SIZE] = '\0';
	ck_assert(!http_name(path, out));
	path[HTTP_NAME_SIZE - 1] = '\0';
	ck_assert(http_name(path, out));
}
END_TEST

static const struct {
	const char *header;
	uint64_t size;
	enum http_range result;
	uint64_t first, count;
} ranges[] = {
	{ NULL, 100, HTTP_RANGE_NONE, 0, 0 },
	{ "bytes=0-9", 100, HTTP_RANGE_PART, 0, 10 },
	{ "Bytes=10-", 100, HTTP_RANGE_PART, 10, 90 },
	{ "bytes=-10", 100, HTTP_RANGE_PART, 90, 10 },
	{ "bytes=-1000", 100, HTTP_RANGE_PART, 0, 100 },
	{ "bytes=99-99", 100, HTTP_RANGE_PART, 99, 1 },
	{ "bytes=99-1000", 100, HTTP_RANGE_PART, 99, 1 },
	{ "bytes=100-", 100, HTTP_RANGE_OUTSIDE, 0, 0 },
	{ "bytes=-0", 100, HTTP_RANGE_OUTSIDE, 0, 0 },
	{ "bytes=0-", 0, HTTP_RANGE_OUTSIDE, 0, 0 },
	{ "bytes=-1", 0, HTTP_RANGE_OUTSIDE, 0, 0 },
	{ "bytes=5-4", 100, HTTP_RANGE_NONE, 0, 0 },
	{ "bytes=0-1,3-4", 100, HTTP_RANGE_NONE, 0, 0 },
	{ "bytes=", 100, HTTP_RANGE_NONE, 0, 0 },
	{ "bytes=-", 100, HTTP_RANGE_NONE, 0, 0 },
	{ "bytes=a-b", 100, HTTP_RANGE_NONE, 0, 0 },
	{ "bytes=1", 100, HTTP_RANGE_NONE, 0, 0 },
	{ "lines=1-2", 100, HTTP_RANGE_NONE, 0, 0 },
	{ "bytes=0-18446744073709551615", 100, HTTP_RANGE_PART, 0, 100 },
	{ "bytes=0-18446744073709551616", 100, HTTP_RANGE_NONE, 0, 0 },
	{ "bytes=18446744073709551615-", 100, HTTP_RANGE_OUTSIDE, 0, 0 },
};

START_TEST(test_range)
{
	uint64_t first = 0, count = 0;

	ck_assert_int_eq(http_range(ranges[_i].header, ranges[_i].size, &first, &count),
			 ranges[_i].result);
	if (ranges[_i].result == HTTP_RANGE_PART) {
		ck_assert_uint_eq(first, ranges[_i].first);
		ck_assert_uint_eq(count, ranges[_i].count);
	}
}
END_TEST

/* -- the server -------------------------------------------------------------------------- */

#define FILE_NAME "SCCP45.8-5-2S.loads"
#define BIG 300000u

static struct nr_instance core;
static uint8_t body[BIG];

static void setup(void)
{
	for (size_t i = 0; i < BIG; i++)
		body[i] = (uint8_t)(i * 7 + i / 251);
	verbs_open(&core, "http");
	core.file_verdict = NR_SERVE;
	core.file_name = FILE_NAME;
	core.file_data = body;
	core.file_size = 1000;
}

static void teardown(void)
{
	verbs_close(&core);
	ck_assert_int_eq(core.files_open, 0);
}

struct client {
	int fd;
	char got[BIG + 2048];
	char last[1024];                /* header of the last answer */
	size_t n, first_read;
	size_t header;                  /* its length, once it is whole */
	size_t length;                  /* Content-Length */
	bool head;
	struct verbs_end end;
};

static bool parse(struct client *c)
{
	const char *end = strstr(c->got, "\r\n\r\n");
	const char *length = strstr(c->got, "Content-Length: ");

	if (!end)
		return false;
	ck_assert_ptr_nonnull(length);
	ck_assert(length < end);
	c->header = (size_t)(end - c->got) + 4;
	c->length = strtoul(length + 16, NULL, 10);
	return c->n >= c->header + (c->head ? 0 : c->length);
}

static bool pump(void *arg)
{
	struct client *c = arg;
	size_t before = c->n;

	if (verbs_receive(c->fd, c->got, sizeof(c->got) - 1, &c->n, &c->end))
		return true;
	c->got[c->n] = '\0';
	if (!before)
		c->first_read = c->n;
	return parse(c);
}

static struct client *client(void)
{
	static struct client c;

	memset(&c, 0, sizeof(c));
	c.fd = verbs_connect(core.port);
	return &c;
}

static void ask(struct client *c, const char *request)
{
	snprintf(c->last, sizeof(c->last), "%.*s", (int)c->header, c->got);
	c->n = c->header = 0;
	c->got[0] = '\0';
	c->head = strncmp(request, "HEAD", 4) == 0;
	ck_assert_msg(send(c->fd, request, strlen(request), MSG_NOSIGNAL) == (ssize_t)strlen(request),
		      "the connection is closed after: %s%s%s%s", c->last, core.debug, core.log, core.asked);
	verbs_run(&core, pump, c);
}

static bool told_end(void *arg)
{
	(void)arg;
	return strstr(core.told, "\nsent ") || strstr(core.told, "\nfailed ");
}

/* A file is sent when it is confirmed, though the next one is on its way in the same
 * connection and is not read. */
START_TEST(test_next_is_not_read)
{
	struct client *c = client();
	int small = 8192;

	core.file_size = BIG;
	setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
	ask(c, "GET /" FILE_NAME " HTTP/1.1\r\nHost:a\r\n\r\nGET /" FILE_NAME " HTTP/1.1\r\nHost:a\r\n\r\n");
	ck_assert_uint_eq(c->length, BIG);
	verbs_run(&core, told_end, NULL);
	ck_assert_msg(strstr(core.told, "sent " FILE_NAME " 300000/300000\n") != NULL, "%s", core.told);
	close(c->fd);
}
END_TEST

/* Exactly what a 79xx sends: no blank behind "Host:", nothing else. */
START_TEST(test_phone)
{
	struct client *c = client();

	ask(c, "GET /" FILE_NAME " HTTP/1.1\r\nHost:10.77.0.1:6970\r\n\r\n");
	ck_assert(!c->end.closed);
	ck_assert_mem_eq(c->got, "HTTP/1.1 200 OK\r\n", 17);
	ck_assert_uint_eq(c->length, 1000);
	ck_assert_uint_ge(c->first_read, c->header);
	ck_assert_uint_lt(c->header, 8196);
	ck_assert_mem_eq(c->got + c->header, body, 1000);
	ck_assert_ptr_null(strcasestr(c->got, "chunked"));
	verbs_run(&core, told_end, NULL);
	ck_assert_str_eq(core.told, "started " FILE_NAME " 0/1000\nsent " FILE_NAME " 1000/1000\n");
	ck_assert_str_eq(core.sights, "http - 127.0.0.1 file=" FILE_NAME "\n");
	ck_assert_int_eq(core.files_open, 0);
	close(c->fd);
}
END_TEST

START_TEST(test_byte_by_byte)
{
	static const char request[] = "GET /" FILE_NAME " HTTP/1.1\r\nHost:10.77.0.1:6970\r\n\r\n";
	struct client *c = client();

	for (size_t i = 0; i + 1 < sizeof(request) - 1; i++) {
		ck_assert_int_eq(send(c->fd, request + i, 1, MSG_NOSIGNAL), 1);
		ev_run(core.loop, EVRUN_NOWAIT);
	}
	ask(c, "\n");
	ck_assert_uint_eq(c->length, 1000);
	close(c->fd);
}
END_TEST

START_TEST(test_large)
{
	struct client *c = client();

	core.file_size = BIG;
	ask(c, "GET /" FILE_NAME " HTTP/1.1\r\nHost:x\r\n\r\n");
	ck_assert_uint_eq(c->length, BIG);
	ck_assert_mem_eq(c->got + c->header, body, BIG);
	verbs_run(&core, told_end, NULL);
	ck_assert(strstr(core.told, "\nmoved " FILE_NAME));
	ck_assert(strstr(core.told, "\nsent " FILE_NAME " 300000/300000\n"));
	close(c->fd);
}
END_TEST

/* A part counts as bytes that the phone has, not as the file. */
static bool told_part(void *arg)
{
	(void)arg;
	return strstr(core.told, "\nsent " FILE_NAME " 10/1000\n");
}

/* One connection, many requests: a file, its head, nothing, a part. */
START_TEST(test_kept_connection)
{
	struct client *c = client();

	ask(c, "GET /" FILE_NAME " HTTP/1.1\r\nHost:x\r\n\r\n");
	ck_assert_uint_eq(c->n, c->header + 1000);
	ask(c, "HEAD /sccp45.8-5-2s.LOADS HTTP/1.1\r\nHost:x\r\n\r\n");
	ck_assert_uint_eq(c->n, c->header);
	ck_assert_uint_eq(c->length, 1000);
	ask(c, "GET /CTLSEP001B54AA0001.tlv HTTP/1.1\r\nHost:x\r\n\r\n");
	ck_assert_mem_eq(c->got, "HTTP/1.1 404 ", 13);
	ask(c, "GET /" FILE_NAME " HTTP/1.1\r\nHost:x\r\nRange: bytes=10-19\r\n\r\n");
	ck_assert_mem_eq(c->got, "HTTP/1.1 206 ", 13);
	ck_assert_uint_eq(c->length, 10);
	ck_assert(strstr(c->got, "Content-Range: bytes 10-19/1000\r\n"));
	ck_assert_mem_eq(c->got + c->header, body + 10, 10);
	verbs_run(&core, told_part, NULL);
	ck_assert(strstr(core.told, "refused CTLSEP001B54AA0001.tlv 0/0\n"));
	ask(c, "GET /" FILE_NAME " HTTP/1.1\r\nHost:x\r\nRange: bytes=1000-\r\n\r\n");
	ck_assert_mem_eq(c->got, "HTTP/1.1 416 ", 13);
	ck_assert(strstr(c->got, "Content-Range: bytes */1000\r\n"));
	ask(c, "GET /" FILE_NAME " HTTP/1.1\r\nHost:x\r\n\r\n");
	ck_assert_uint_eq(c->n, c->header + 1000);
	ck_assert(!c->end.closed);
	verbs_run(&core, told_end, NULL);
	ck_assert_msg(!strstr(core.told, "failed"), "%s", core.told);
	ask(c, "POST /" FILE_NAME " HTTP/1.1\r\nHost:x\r\nContent-Length: 0\r\n\r\n");
	ck_assert_mem_eq(c->got, "HTTP/1.1 405 ", 13);
	ck_assert(strstr(c->got, "Allow: GET, HEAD\r\n"));
	close(c->fd);
}
END_TEST

START_TEST(test_empty_file)
{
	struct client *c = client();

	core.file_size = 0;
	ask(c, "GET /" FILE_NAME " HTTP/1.1\r\nHost:x\r\n\r\n");
	ck_assert_uint_eq(c->length, 0);
	verbs_run(&core, told_end, NULL);
	ck_assert(strstr(core.told, "\nsent " FILE_NAME " 0/0\n"));
	close(c->fd);
}
END_TEST

START_TEST(test_ignored)
{
	struct client *c = client();

	core.file_verdict = NR_IGNORE;
	core.lease = NR_IGNORE;
	ask(c, "GET /" FILE_NAME " HTTP/1.1\r\nHost:x\r\n\r\n");
	ck_assert(c->end.reset);
	ck_assert_uint_eq(c->n, 0);
	close(c->fd);
	c = client();
	ask(c, "POST / HTTP/1.1\r\nHost:x\r\nContent-Length: 3\r\n\r\nabc");
	ck_assert(c->end.reset);
	ck_assert_uint_eq(c->n, 0);
	close(c->fd);
	ck_assert(strstr(core.log, "not a device to serve (2 so far)"));
}
END_TEST

START_TEST(test_escaped)
{
	struct client *c = client();

	ask(c, "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost:x\r\n\r\n");
	ck_assert_mem_eq(c->got, "HTTP/1.1 404 ", 13);
	ck_assert_str_eq(core.asked, "../../etc/passwd\n");
	close(c->fd);
}
END_TEST

static bool pump_any(void *arg)
{
	struct client *c = arg;

	return recv(c->fd, c->got, sizeof(c->got), 0) > 0;
}

/* It goes away in the middle: the file was not sent. */
START_TEST(test_broken_off)
{
	static uint8_t huge[8 << 20];
	struct client *c = client();
	const struct linger now = { 1, 0 };
	const char *request = "GET /" FILE_NAME " HTTP/1.1\r\nHost:x\r\n\r\n";

	core.file_data = huge;
	core.file_size = sizeof(huge);
	ck_assert_int_gt(send(c->fd, request, strlen(request), MSG_NOSIGNAL), 0);
	verbs_run(&core, pump_any, c);
	setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	close(c->fd);
	verbs_run(&core, told_end, NULL);
	ck_assert_msg(strstr(core.told, "\nfailed " FILE_NAME), "%s", core.told);
	ck_assert_int_eq(core.files_open, 0);
}
END_TEST

/* It reads nothing: what the kernel holds for it was not sent. */
START_TEST(test_not_confirmed)
{
	struct client *c = client();
	int small = 4096;
	const char *request = "GET /" FILE_NAME " HTTP/1.1\r\nHost:x\r\n\r\n";

	close(c->fd);
	c->fd = socket(AF_INET, SOCK_STREAM, 0);
	setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
	{
		struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(core.port) };

		a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		ck_assert_int_eq(connect(c->fd, (struct sockaddr *)&a, sizeof(a)), 0);
	}
	core.file_size = 60000;
	ck_assert_int_gt(send(c->fd, request, strlen(request), MSG_NOSIGNAL), 0);
	for (int i = 0; i < 50; i++)
		ev_run(core.loop, EVRUN_NOWAIT);
	ck_assert(strstr(core.told, "started"));
	ck_assert_msg(!strstr(core.told, "sent"), "%s", core.told);
	close(c->fd);
	verbs_run(&core, told_end, NULL);
	ck_assert_msg(strstr(core.told, "failed"), "%s", core.told);
}
END_TEST

START_TEST(test_garbage)
{
	struct client *c = client();
	static char junk[60000];

	memset(junk, 'a', sizeof(junk) - 1);
	(void)!send(c->fd, junk, sizeof(junk) - 1, MSG_NOSIGNAL);
	for (int i = 0; i < 50; i++)
		ev_run(core.loop, EVRUN_NOWAIT);
	close(c->fd);
	ck_assert_str_eq(core.asked, "");
	c = client();
	ask(c, "GET /" FILE_NAME " HTTP/1.1\r\nHost:x\r\n\r\n");
	ck_assert_uint_eq(c->length, 1000);
	close(c->fd);
}
END_TEST

START_TEST(test_many)
{
	for (int i = 0; i < 500; i++) {
		struct client *c = client();

		core.told[0] = core.sights[0] = core.asked[0] = '\0';
		ask(c, "GET /" FILE_NAME " HTTP/1.1\r\nHost:x\r\n\r\n");
		ck_assert_uint_eq(c->length, 1000);
		close(c->fd);
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

static Suite *suite(void)
{
	Suite *s = suite_create("http");
	TCase *codec = tcase_create("codec"), *server = tcase_create("server");

	tcase_add_loop_test(codec, test_name, 0, NR_ARRAY_SIZE(names));
	tcase_add_test(codec, test_long_name);
	tcase_add_loop_test(codec, test_range, 0, NR_ARRAY_SIZE(ranges));
	suite_add_tcase(s, codec);
	tcase_add_checked_fixture(server, setup, teardown);
	tcase_set_timeout(server, 60);
	tcase_add_test(server, test_next_is_not_read);
	tcase_add_test(server, test_phone);
	tcase_add_test(server, test_byte_by_byte);
	tcase_add_test(server, test_large);
	tcase_add_test(server, test_kept_connection);
	tcase_add_test(server, test_empty_file);
	tcase_add_test(server, test_ignored);
	tcase_add_test(server, test_escaped);
	tcase_add_test(server, test_broken_off);
	tcase_add_test(server, test_not_confirmed);
	tcase_add_test(server, test_garbage);
	tcase_add_test(server, test_many);
	tcase_add_test(server, test_taken);
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
