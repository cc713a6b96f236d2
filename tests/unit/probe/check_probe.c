/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_probe.c -- the probe plugin: what it reads in pages, and how it asks, with
 * a web server of the test's own on the loopback.
 */
#include <config.h>

#include "plugins/probe/page.h"
#include "tests/unit/verbs.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <ev.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

/* -- pages ------------------------------------------------------------------------ */

#define XML(body) "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<DeviceInformation>" body \
	"</DeviceInformation>\n"
#define MAC_ROW "<MACAddress>001B54AA0001</MACAddress>"

static const struct {
	const char *text;
	bool good;
	const char *load, *model, *serial, *hardware;
} pages[] = {
	/* a 7940: its version is no load's name, its application is */
	{ XML("\n   <MACAddress>0003E369A125</MACAddress>\n <HostName>SEP0003E369A125</HostName>"
	      "<phoneDN>5920</phoneDN><appLoadID>P00308010200</appLoadID><bootLoadID>PC03A300</bootLoadID>"
	      "<versionID>8.1(2.0)</versionID><DSPLoadID>4.0(5.0)[A0]</DSPLoadID><addonModule1></addonModule1>"
	      "<hardwareRevision>1.0</hardwareRevision><serialNumber>INM00000000</serialNumber>"
	      "<modelNumber>CP-7940</modelNumber><MessageWaiting> OUI</MessageWaiting>"),
	  true, "P00308010200", "CP-7940", "INM00000000", "1.0" },
	/* a 7905 */
	{ XML("<MACAddress>001111111111</MACAddress><appLoadID>CP7905080003SCCP070409A</appLoadID>"
	      "<bootLoadID>LD0100BOOT021112A</bootLoadID><versionID>8.0.3(070409A)</versionID>"
	      "<hardwareRevision>0x0005 0x0000</hardwareRevision><modelNumber>CP-7905G</modelNumber>"),
	  true, "CP7905080003SCCP070409A", "CP-7905G", "", "0x0005 0x0000" },
	/* a 6941: neither is a load */
	{ XML("<appLoadID>SCCP 1.2.2.6</appLoadID><bootLoadID>0.0.0.24</bootLoadID><versionID>= V02</versionID>"
	      "<hardwareRevision>5</hardwareRevision><modelNumber>CP-6941</modelNumber>"),
	  true, "", "CP-6941", "", "5" },
	/* the application of a 79x5 is a part of its load */
	{ XML("<appLoadID>jar45sccp.9-4-2ES26.sbn</appLoadID><versionID>SCCP45.9-4-2SR3-1S</versionID>"),
	  true, "SCCP45.9-4-2SR3-1S", "", "", "" },
	{ XML("<modelNumber>CP-7945G</modelNumber><appLoadID>jar45sccp.9-4-2ES26.sbn</appLoadID>"
	      "<versionID>9.4(2)SR3</versionID>"), true, "", "CP-7945G", "", "" },
	{ XML("<appLoadID>rootfs88xx.12-5-1SR1-4</appLoadID><versionID>sip88xx.12-5-1SR1-4</versionID>"
	      "<serialNumber>FCH1</serialNumber>"), true, "sip88xx.12-5-1SR1-4", "", "FCH1", "" },
	/* blanks and other letters */
	{ XML("<modelNumber>\n  CP-7911G \t</modelNumber><serialNumber>F&#233;&amp;1</serialNumber>"),
	  true, "", "CP-7911G", "F??&1", "" },
	/* the first word counts, and one that is too long does not */
	{ XML("<modelNumber>CP-7911G</modelNumber><modelNumber>CP-7906G</modelNumber>"),
	  true, "", "CP-7911G", "", "" },
	{ XML(MAC_ROW "<modelNumber>CP-7911G-with-a-name-that-is-much-too-long</modelNumber>"),
	  true, "", "", "", "" },
	/* not well-formed, as some phones are: what came before counts */
	{ XML("<modelNumber>CP-7911G</modelNumber><phoneDN>a & b</phoneDN>"), true, "", "CP-7911G", "", "" },
	/* only the host name knows the MAC */
	{ XML("<HostName>SEP001B54AA0001</HostName>"), true, "", "", "", "" },
	/* entities are not looked at, and nothing is fetched */
	{ "<!DOCTYPE d [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><d>" MAC_ROW
	  "<modelNumber>CP-7911G&b;</modelNumber></d>", true, "", "CP-7911G", "", "" },
	{ "<!DOCTYPE d SYSTEM \"http://127.0.0.1:1/a.dtd\" [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
	  "<d><modelNumber>&x;</modelNumber></d>", false, NULL, NULL, NULL, NULL },
	/* for people */
	{ "<HTML><BODY><TABLE><TR><TD></TD><TD><P>Device Information</TD></TR><TR><TD><TABLE><TR><TD>"
	  "<A HREF=\"/\">Network</A></TD></TR></TABLE></TD><TD><DIV><TABLE>"
	  "<TR><TD><B> MAC Address</B></TD><td width=20></TD><TD><B>001B54AA0001</B></TD></TR>"
	  "<TR><TD><B> App Load ID</B></TD><td>&nbsp;</TD><TD><B>jar45sccp.9-0-1.sbn</B></TD></TR>"
	  "<TR><TD><B> Version</B></TD><td></TD><TD><B>SCCP45.9-4-2SR3-1S</B></TD></TR>"
	  "<TR><TD><B> Hardware Revision</B></TD><td></TD><TD><B>12.0</B></TD></TR>"
	  "<TR><TD><B>&nbsp;Serial&nbsp;Number:</B></TD><td></TD><TD><B>FCH1</B></TD></TR>"
	  "<TR><TD><B> Model Number</B></TD><TD><B>CP-7945G</B></TD></TR></TABLE></BODY></HTML>",
	  true, "SCCP45.9-4-2SR3-1S", "CP-7945G", "FCH1", "12.0" },
	{ "<table><tr><th>Model number</th><td></td></tr></table>", false, NULL, NULL, NULL, NULL },
	{ "<html><body>It works!</body></html>", false, NULL, NULL, NULL, NULL },
	{ "{\"modelNumber\":\"CP-7945G\"}", false, NULL, NULL, NULL, NULL },
	{ "<DeviceInformation><MACAddress>nobody</MACAddress><<&&& \x01\x80<versionID>{}", false, NULL,
	  NULL, NULL, NULL },
	{ " ", false, NULL, NULL, NULL, NULL },
	{ "<", false, NULL, NULL, NULL, NULL },
	{ "<?xml version=\"1.0\" encoding=\"no-such-code\"?><a/>", false, NULL, NULL, NULL, NULL },
};

START_TEST(test_page)
{
	const char *text = pages[_i].text;
	struct page p;

	ck_assert(page_read(text, strlen(text), &p) == pages[_i].good);
	if (!pages[_i].good)
		return;
	ck_assert_str_eq(page_load(&p), pages[_i].load);
	ck_assert_str_eq(p.model, pages[_i].model);
	ck_assert_str_eq(p.serial, pages[_i].serial);
	ck_assert_str_eq(p.hardware, pages[_i].hardware);
}
END_TEST

static const struct {
	const char *text;
	bool good;
} macs[] = {
	{ "001B54AA0001", true }, { "00:1b:54:aa:00:01", true }, { "001B.54AA.0001", true },
	{ "00-1B-54-AA-00-01", true }, { "001B54AA000", false }, { "001B54AA00012", false },
	{ "001B54AA000G", false }, { "", false }, { "::::", false },
};

START_TEST(test_mac)
{
	static const struct nr_mac mac = { { 0x00, 0x1b, 0x54, 0xaa, 0x00, 0x01 } };
	struct page p;
	char text[200];

	snprintf(text, sizeof(text), XML("<MACAddress>%s</MACAddress><modelNumber>x</modelNumber>"),
		 macs[_i].text);
	ck_assert(page_read(text, strlen(text), &p));
	ck_assert(p.has_mac == macs[_i].good);
	if (p.has_mac)
		ck_assert_mem_eq(&p.mac, &mac, sizeof(mac));
}
END_TEST

START_TEST(test_size)
{
	static char text[PAGE_MAX + 1];
	const char *good = XML(MAC_ROW);
	struct page p;

	memset(text, ' ', sizeof(text));
	memcpy(text, good, strlen(good));
	ck_assert(!page_read(text, 0, &p));
	ck_assert(page_read(text, PAGE_MAX, &p));
	ck_assert(!page_read(text, PAGE_MAX + 1, &p));
}
END_TEST

/* Deep, and wide: neither stack nor time. */
START_TEST(test_deep)
{
	static char text[PAGE_MAX];
	static const char *const open[] = { "<a>", "<table><tr><td>", "<modelNumber>" };
	struct page p;

	for (size_t o = 0; o < NR_ARRAY_SIZE(open); o++) {
		size_t n = strlen(open[o]), at = 0;

		for (; at + n <= sizeof(text); at += n)
			memcpy(text + at, open[o], n);
		ck_assert(!page_read(text, at, &p));
	}
}
END_TEST

/* -- a web server --------------------------------------------------------------------- */

#define PATHS 4

static const char *const paths[PATHS] = {
	"/DeviceInformationX", "/CGI/Java/Serviceability?adapterX=device.statistics.device",
	"/CGI/Java/Serviceability?adapter=device.statistics.device", "/DeviceInformation",
};

enum manner {
	SENDS,                  /* the answer, and ends the connection */
	STOPS,                  /* ... and says no more */
	DRIPS,                  /* ... and a byte now and then */
	POURS,                  /* ... and bytes without end */
};

struct peer {
	ev_io io;
	ev_timer drip;
	int fd;                 /* -1: free */
	size_t have;
	char request[1024];
};

static struct nr_instance core;
static const struct nr_protocol *probe;
static struct {
	int fd;
	uint16_t port;
	ev_io io;
	struct peer peer[8];
	const char *answer[PATHS];      /* NULL: 404 */
	enum manner manner;
	char asked[2048];               /* paths */
	unsigned connections, open;
	size_t poured;
	bool stranger;                  /* somebody else than the bench's address came */
} web;

#define OK "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\n\r\n"
#define PAGE OK XML(MAC_ROW "<versionID>SCCP45.8-3-3S</versionID><hardwareRevision>12.0</hardwareRevision>" \
		    "<serialNumber>FCH1</serialNumber><modelNumber>CP-7945G</modelNumber>")
#define SIGHT "web 00:1b:54:aa:00:01 - platform=CP-7945G hardware=12.0 serial=FCH1 load=SCCP45.8-3-3S\n"

static void hang_up(struct peer *p)
{
	ev_io_stop(core.loop, &p->io);
	ev_timer_stop(core.loop, &p->drip);
	close(p->fd);
	p->fd = -1;
	web.open--;
}

static void on_drip(struct ev_loop *loop, ev_timer *w, int revents)
{
	struct peer *p = w->data;

	(void)loop;
	(void)revents;
	if (send(p->fd, "a", 1, MSG_NOSIGNAL) < 0 && errno != EAGAIN)
		hang_up(p);
}

static void pour(struct peer *p)
{
	static char a[4096];
	ssize_t n;

	memset(a, 'a', sizeof(a));
	n = send(p->fd, a, sizeof(a), MSG_NOSIGNAL | MSG_DONTWAIT);
	if (n > 0)
		web.poured += (size_t)n;
	else if (errno != EAGAIN)
		hang_up(p);
}

static const char *answer_to(const char *request)
{
	size_t i = 0, n = strcspn(request + 4, " ");

	while (i < PATHS && (strlen(paths[i]) != n || strncmp(paths[i], request + 4, n) != 0))
		i++;
	snprintf(web.asked + strlen(web.asked), sizeof(web.asked) - strlen(web.asked), "%.*s\n", (int)n,
		 request + 4);
	return i < PATHS && web.answer[i] ? web.answer[i] :
	       "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
}

static void answer(struct peer *p)
{
	const char *text = answer_to(p->request);

	p->have = 0;
	(void)!send(p->fd, text, strlen(text), MSG_NOSIGNAL);
	switch (web.manner) {
	case SENDS:
		hang_up(p);
		break;
	case DRIPS:
		ev_timer_start(core.loop, &p->drip);
		break;
	case POURS:
		ev_io_stop(core.loop, &p->io);
		ev_io_set(&p->io, p->fd, EV_READ | EV_WRITE);
		ev_io_start(core.loop, &p->io);
		break;
	case STOPS:
		break;
	}
}

static void on_peer(struct ev_loop *loop, ev_io *w, int revents)
{
	struct peer *p = w->data;
	ssize_t n;

	(void)loop;
	if (revents & EV_READ) {
		n = recv(p->fd, p->request + p->have, sizeof(p->request) - 1 - p->have, MSG_DONTWAIT);
		if (n == 0 || (n < 0 && errno != EAGAIN)) {
			hang_up(p);
			return;
		}
		p->have += n > 0 ? (size_t)n : 0;
		p->request[p->have] = '\0';
		if (strstr(p->request, "\r\n\r\n")) {
			answer(p);
			return;
		}
	}
	if (revents & EV_WRITE)
		pour(p);
}

static void on_connect(struct ev_loop *loop, ev_io *w, int revents)
{
	struct sockaddr_in from;
	socklen_t len = sizeof(from);
	size_t i = 0;

	(void)revents;
	while (i < 8 && web.peer[i].fd >= 0)
		i++;
	ck_assert_uint_lt(i, 8);
	web.peer[i].fd = accept(w->fd, (struct sockaddr *)&from, &len);
	ck_assert_int_ge(web.peer[i].fd, 0);
	web.stranger |= from.sin_addr.s_addr != core.bench.address.s_addr;
	web.connections++;
	web.open++;
	web.peer[i].have = 0;
	ev_io_init(&web.peer[i].io, on_peer, web.peer[i].fd, EV_READ);
	ev_timer_init(&web.peer[i].drip, on_drip, .05, .05);
	web.peer[i].io.data = web.peer[i].drip.data = &web.peer[i];
	ev_io_start(loop, &web.peer[i].io);
}

static void listen_at(const char *address)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	socklen_t len = sizeof(a);

	inet_pton(AF_INET, address, &a.sin_addr);
	web.fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	ck_assert_int_eq(bind(web.fd, (struct sockaddr *)&a, len), 0);
	ck_assert_int_eq(getsockname(web.fd, (struct sockaddr *)&a, &len), 0);
	ck_assert_int_eq(listen(web.fd, 8), 0);
	web.port = ntohs(a.sin_port);
	ev_io_init(&web.io, on_connect, web.fd, EV_READ);
	ev_io_start(core.loop, &web.io);
}

static void setup(void)
{
	memset(&core, 0, sizeof(core));
	memset(&web, 0, sizeof(web));
	for (int i = 0; i < 8; i++)
		web.peer[i].fd = -1;
	/* Nothing of the environment may lead elsewhere. */
	setenv("http_proxy", "http://127.0.0.1:1/", 1);
	setenv("ALL_PROXY", "http://127.0.0.1:1/", 1);
	core.loop = ev_loop_new(EVFLAG_AUTO);
	snprintf(core.bench.interface, sizeof(core.bench.interface), "lo");
	inet_pton(AF_INET, "127.0.0.1", &core.bench.address);
	inet_pton(AF_INET, "127.0.0.2", &core.idle_addr);
	memcpy(core.idle_mac.b, "\x00\x1b\x54\xaa\x00\x01", 6);
	core.idle = true;
	listen_at("127.0.0.2");
	probe = verbs_load("probe");
	verbs_configure(&core, probe);
	verbs_set(&core, probe, "port", web.port);
	verbs_set(&core, probe, "every", 1);
	verbs_set(&core, probe, "timeout", 2);
	ck_assert_int_eq(probe->open(&core), 0);
	ck_assert_int_eq(probe->start(&core), 0);
}

static void teardown(void)
{
	probe->stop(&core);
	for (int i = 0; i < 8; i++)
		if (web.peer[i].fd >= 0)
			hang_up(&web.peer[i]);
	ev_io_stop(core.loop, &web.io);
	close(web.fd);
	ck_assert(!web.stranger);
	ev_loop_destroy(core.loop);
}

static bool sighted(void *arg)
{
	(void)arg;
	return core.sights[0] != '\0';
}

static const char *awaited;

static bool logged(void *arg)
{
	(void)arg;
	return strstr(core.log, awaited) != NULL;
}

static void run_until(const char *line)
{
	awaited = line;
	verbs_run(&core, logged, NULL);
}

START_TEST(test_sighting)
{
	web.answer[0] = PAGE;
	verbs_run(&core, sighted, NULL);
	ck_assert_str_eq(core.sights, SIGHT);
	ck_assert_str_eq(web.asked, "/DeviceInformationX\n");
	ck_assert_str_eq(core.log, "");
}
END_TEST

static bool sighted_twice(void *arg)
{
	(void)arg;
	return strcmp(core.sights, SIGHT SIGHT) == 0;
}

/* The page that it has is asked for first next time. */
START_TEST(test_other_page)
{
	web.answer[2] = PAGE;
	verbs_run(&core, sighted_twice, NULL);
	ck_assert_str_eq(web.asked, "/DeviceInformationX\n"
			 "/CGI/Java/Serviceability?adapterX=device.statistics.device\n"
			 "/CGI/Java/Serviceability?adapter=device.statistics.device\n"
			 "/CGI/Java/Serviceability?adapter=device.statistics.device\n");
	ck_assert_str_eq(core.log, "");
}
END_TEST

START_TEST(test_no_page)
{
	run_until("SEP001B54AA0001: its web page at 127.0.0.2 says nothing: HTTP status 404\n");
	ck_assert_uint_eq(web.connections, PATHS);
	ck_assert_str_eq(core.sights, "");
}
END_TEST

START_TEST(test_rubbish)
{
	for (int i = 0; i < PATHS; i++)
		web.answer[i] = OK "<<<{}\x80";
	run_until("says nothing: not a page of a phone\n");
	ck_assert_uint_eq(web.connections, PATHS);
}
END_TEST

/* Not HTTP at all. */
START_TEST(test_no_http)
{
	web.answer[0] = "220 welcome\r\n";
	run_until("its web page at 127.0.0.2 says nothing: ");
	ck_assert_uint_eq(web.connections, 1);
	ck_assert_str_eq(core.sights, "");
}
END_TEST

START_TEST(test_redirection)
{
	char text[200];

	snprintf(text, sizeof(text), "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.3:%u/\r\n"
		 "Content-Length: 0\r\n\r\n", web.port);
	for (int i = 0; i < PATHS; i++)
		web.answer[i] = text;
	run_until("says nothing: HTTP status 302\n");
	ck_assert_uint_eq(web.connections, PATHS);
}
END_TEST

START_TEST(test_other_phone)
{
	web.answer[0] = OK XML("<MACAddress>001B54AA0002</MACAddress><versionID>SCCP45.8-3-3S</versionID>");
	run_until("it is that of 00:1b:54:aa:00:02; do two devices have one address?\n");
	ck_assert_str_eq(core.sights, "");
}
END_TEST

START_TEST(test_endless)
{
	web.answer[0] = OK;
	web.manner = POURS;
	run_until("says nothing: larger than 32768 bytes\n");
	ck_assert_uint_eq(web.connections, 1);
	ck_assert_str_eq(core.sights, "");
}
END_TEST

START_TEST(test_announced_as_large)
{
	web.answer[0] = "HTTP/1.1 200 OK\r\nContent-Length: 4294967296\r\n\r\n";
	web.manner = STOPS;
	run_until("says nothing: larger than 32768 bytes\n");
}
END_TEST

START_TEST(test_endless_header)
{
	web.answer[0] = "HTTP/1.1 200 OK\r\nX: ";
	web.manner = POURS;
	run_until("its web page at 127.0.0.2 says nothing: ");
	ck_assert_uint_eq(web.connections, 1);
}
END_TEST

START_TEST(test_slow)
{
	web.answer[0] = OK "<DeviceInformation>";
	web.manner = DRIPS;
	run_until("says nothing: not whole within 2 s\n");
	ck_assert_uint_eq(web.connections, 1);
}
END_TEST

START_TEST(test_silent)
{
	web.answer[0] = "";
	web.manner = STOPS;
	run_until("says nothing: no answer within 2 s\n");
	ck_assert_uint_eq(web.connections, 1);
}
END_TEST

START_TEST(test_closed)
{
	ev_io_stop(core.loop, &web.io);
	close(web.fd);
	web.fd = -1;
	run_until("says nothing: no connection (web access may be disabled)\n");
}
END_TEST

static bool asked(void *arg)
{
	(void)arg;
	return web.asked[0] != '\0';
}

static bool left_alone(void *arg)
{
	(void)arg;
	return web.open == 0;
}

/* It begins to fetch something while it is asked. */
START_TEST(test_left_alone)
{
	verbs_set(&core, probe, "timeout", 60);
	web.answer[0] = OK "<DeviceInformation>";
	web.manner = STOPS;
	verbs_run(&core, asked, NULL);
	ck_assert_uint_eq(web.open, 1);
	core.idle = false;
	verbs_run(&core, left_alone, NULL);
	ck_assert_str_eq(core.log, "");
	/* ... and is asked at once when it is back */
	web.answer[0] = PAGE;
	web.manner = SENDS;
	core.idle = true;
	verbs_run(&core, sighted, NULL);
}
END_TEST

/* The answer of one that is busy by then is out of date. */
START_TEST(test_busy_in_the_meantime)
{
	web.answer[0] = PAGE;
	verbs_run(&core, asked, NULL);
	core.idle = false;
	verbs_run(&core, left_alone, NULL);
	for (int i = 0; i < 50; i++)
		ev_run(core.loop, EVRUN_NOWAIT);
	ck_assert_str_eq(core.sights, "");
}
END_TEST

static bool has_asked_for(void *arg)
{
	return strstr(web.asked, arg) != NULL;
}

/* Its model says that a GET restarts it, and its step waits: one GET, and the next a minute later. */
START_TEST(test_restart)
{
	static const struct nr_restart rows[] = { { NR_RESTART_HTTP, "/restart.htm?now=1" },
						  { (enum nr_restart_by)0, NULL } };
	char path[] = "/restart.htm?now=1\n";

	core.restarts = rows;
	core.restart = true;
	web.answer[0] = PAGE;
	verbs_run(&core, has_asked_for, path);
	run_until("00:1b:54:aa:00:01: its next step waits: GET /restart.htm?now=1\n");
	run_until("127.0.0.2 answers the GET to restart with 404\n");
	/* two walks more: its page is asked for again, the other is not */
	verbs_run(&core, sighted_twice, NULL);
	ck_assert_ptr_null(strstr(strstr(web.asked, path) + 1, path));
	/* it waits no longer, and then once more: that is a new matter */
	core.restart = false;
	web.asked[0] = '\0';
	core.sights[0] = '\0';
	verbs_run(&core, sighted_twice, NULL);
	ck_assert_ptr_null(strstr(web.asked, path));
	core.restart = true;
	verbs_run(&core, has_asked_for, path);
}
END_TEST

/* By SIP: that is not for this plugin. */
START_TEST(test_restart_by_others)
{
	static const struct nr_restart rows[] = { { NR_RESTART_NOTIFY, "check-sync" },
						  { (enum nr_restart_by)0, NULL } };

	core.restarts = rows;
	core.restart = true;
	web.answer[0] = PAGE;
	verbs_run(&core, sighted_twice, NULL);
	ck_assert_ptr_null(strstr(web.asked, "check-sync"));
}
END_TEST

/* Stopped in the middle of a request. */
START_TEST(test_stop)
{
	web.manner = STOPS;
	web.answer[0] = OK;
	verbs_run(&core, asked, NULL);
}
END_TEST

START_TEST(test_passive)
{
	struct nr_instance ears = core;

	ears.data = NULL;
	ears.bench.passive = true;
	ck_assert_int_eq(probe->open(&ears), 0);
	ck_assert_int_eq(probe->start(&ears), 0);
	probe->stop(&ears);
	probe->stop(&ears);
}
END_TEST

static Suite *suite(void)
{
	Suite *s = suite_create("probe");
	TCase *page = tcase_create("page"), *glue = tcase_create("glue");

	tcase_add_loop_test(page, test_page, 0, NR_ARRAY_SIZE(pages));
	tcase_add_loop_test(page, test_mac, 0, NR_ARRAY_SIZE(macs));
	tcase_add_test(page, test_size);
	tcase_add_test(page, test_deep);
	tcase_set_timeout(page, 60);
	suite_add_tcase(s, page);
	tcase_add_checked_fixture(glue, setup, teardown);
	tcase_set_timeout(glue, 60);
	tcase_add_test(glue, test_sighting);
	tcase_add_test(glue, test_other_page);
	tcase_add_test(glue, test_no_page);
	tcase_add_test(glue, test_rubbish);
	tcase_add_test(glue, test_no_http);
	tcase_add_test(glue, test_redirection);
	tcase_add_test(glue, test_other_phone);
	tcase_add_test(glue, test_endless);
	tcase_add_test(glue, test_announced_as_large);
	tcase_add_test(glue, test_endless_header);
	tcase_add_test(glue, test_slow);
	tcase_add_test(glue, test_silent);
	tcase_add_test(glue, test_closed);
	tcase_add_test(glue, test_left_alone);
	tcase_add_test(glue, test_busy_in_the_meantime);
	tcase_add_test(glue, test_restart);
	tcase_add_test(glue, test_restart_by_others);
	tcase_add_test(glue, test_stop);
	tcase_add_test(glue, test_passive);
	suite_add_tcase(s, glue);
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
