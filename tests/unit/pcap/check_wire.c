/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_wire.c -- the pcap plugin on a wire: two ends of a cable in a network
 * namespace of the test's own.  What must be heard is heard; blocks of transfers
 * and what the bench sends do not even reach the plugin.
 */
#include <config.h>

#include "plugins/pcap/frame.h"
#include "tests/unit/frames.h"
#include "tests/unit/verbs.h"

#include <ev.h>
#include <fcntl.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netpacket/packet.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define SKIPPED 77
#define PHONE "00:1b:54:aa:00:01"
#define PHONE_NAME "SEP001B54AA0001"
#define LAST "00:1b:54:aa:00:ff"        /* its announcement ends a part */
#define BENCH "02:00:00:00:00:01"
#define PATIENCE 10.0

static struct wire w;
static struct nr_instance instance;
static const char *awaited;
static int socket_there, socket_here;

static void skip(const char *why)
{
	printf("SKIP: %s\n", why);
	exit(SKIPPED);
}

static void check(const char *what, const char *got, const char *want)
{
	if (strcmp(got, want) == 0)
		return;
	printf("%s: expected\n%s\ngot\n%s\n", what, want, got);
	exit(EXIT_FAILURE);
}

static bool write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool ok = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);

	if (fd >= 0)
		close(fd);
	return ok;
}

/* As root a network namespace will do; else we become root in a user namespace. */
static bool own_namespace(void)
{
	unsigned uid = getuid(), gid = getgid();
	char map[32];

	if (unshare(CLONE_NEWNET) == 0)
		return true;
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET) < 0 || !write_file("/proc/self/setgroups", "deny"))
		return false;
	snprintf(map, sizeof(map), "0 %u 1", gid);
	if (!write_file("/proc/self/gid_map", map))
		return false;
	snprintf(map, sizeof(map), "0 %u 1", uid);
	return write_file("/proc/self/uid_map", map);
}

static void make_wire(void)
{
	if (!own_namespace())
		skip("no network namespaces here; run as root, or allow user namespaces");
	if (system("ip link add nr0 address " BENCH " type veth peer name nr1 2>/dev/null"
		   " && ip link set nr0 up && ip link set nr1 up") != 0)
		skip("cannot make a veth pair; install iproute2 and load the veth module");
}

static int packet_socket(const char *interface)
{
	struct sockaddr_ll to = { .sll_family = AF_PACKET, .sll_ifindex = (int)if_nametoindex(interface) };
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&to, sizeof(to)) < 0)
		skip("no packet socket");
	return fd;
}

static void send_frame(int fd)
{
	if (write(fd, w.data, w.len) != (ssize_t)w.len) {
		perror("write");
		exit(EXIT_FAILURE);
	}
}

static void tagged(unsigned vlan)
{
	memmove(w.data + 16, w.data + 12, w.len - 12);
	w.data[12] = 0x81;
	w.data[13] = 0;
	w.data[14] = (uint8_t)(vlan >> 8);
	w.data[15] = (uint8_t)vlan;
	w.len += 4;
}

static void announce(const char *mac, const char *device)
{
	cdp_phone(&w, mac, device, "0.0.0.0", 0x490, "SCCP45.8-3-3S", "Cisco IP Phone 7945");
}

/* A block of a file to the phone, or its acknowledgement. */
static void transfer(unsigned opcode)
{
	udp_begin(&w, PHONE, "10.77.0.10", "10.77.0.1", opcode == 3 ? 50001 : 40000);
	put_u16(&w, opcode);
	put_u16(&w, 1);
	ip_end(&w);
}

/* The phone fetches a file by HTTP: its first word to that port, and what it acknowledges. */
static void fetch(unsigned flags)
{
	tcp_begin(&w, PHONE, "10.77.0.10", "10.77.0.1", 6970, flags);
	ip_end(&w);
}

/* The same as it comes in a voice VLAN. */
static void send_twice(int fd)
{
	send_frame(fd);
	tagged(110);
	send_frame(fd);
}

static void send_everything(void)
{
	fetch(TCP_SYN);
	send_twice(socket_there);
	for (int i = 0; i < 50; i++) {
		transfer(4);
		send_twice(socket_there);
		transfer(3);
		send_twice(socket_there);       /* of another server */
		transfer(3);
		send_twice(socket_here);
		fetch(TCP_ACK);
		send_twice(socket_there);
	}
	tftp_request(&w, BENCH, "10.77.0.1", "10.77.0.10", "x");        /* our own */
	send_frame(socket_here);
	announce(PHONE, PHONE_NAME);
	send_frame(socket_there);
	tagged(110);
	send_frame(socket_there);
	arp(&w, 1, PHONE, "10.77.0.10", "10.1.1.5");
	send_frame(socket_there);
	tftp_request(&w, PHONE, "10.77.0.10", "10.1.1.5", PHONE_NAME ".cnf.xml");
	send_frame(socket_there);
	tcp_begin(&w, PHONE, "10.77.0.10", "10.77.0.1", 2000, TCP_ACK);
	ip_end(&w);
	send_frame(socket_there);
	tcp_begin(&w, PHONE, "10.77.0.10", "10.77.0.1", 2000, TCP_SYN);
	ip_end(&w);
	send_frame(socket_there);
	dhcp_phone(&w, PHONE, "Cisco Systems, Inc. IP Phone CP-7945G", NULL);
	tagged(110);
	send_frame(socket_there);
	lldp_begin(&w, PHONE);
	lldp_text(&w, 6, "Cisco IP Phone 7945G,V12, SCCP45.8-3-3S");
	send_frame(socket_there);
	announce(LAST, "SEP001B54AA00FF");
	send_frame(socket_there);
}

static const char all[] =
	"cdp " PHONE " - name=" PHONE_NAME " platform=Cisco IP Phone 7945 load=SCCP45.8-3-3S\n"
	"cdp " PHONE " - name=" PHONE_NAME " platform=Cisco IP Phone 7945 load=SCCP45.8-3-3S vlan=110\n"
	"arp " PHONE " 10.77.0.10 server=10.1.1.5\n"
	"tftp " PHONE " 10.77.0.10 file=" PHONE_NAME ".cnf.xml server=10.1.1.5\n"
	"tcp " PHONE " 10.77.0.10 registers=sccp\n"
	"dhcp " PHONE " - class=Cisco Systems, Inc. IP Phone CP-7945G host=" PHONE_NAME
	" wants=150 boot=discover vlan=110\n"
	"lldp " PHONE " - platform=Cisco IP Phone 7945G hardware=V12 load=SCCP45.8-3-3S\n"
	"cdp " LAST " - name=SEP001B54AA00FF platform=Cisco IP Phone 7945 load=SCCP45.8-3-3S\n";

static void on_prepare(struct ev_loop *loop, ev_prepare *watcher, int events)
{
	(void)watcher;
	(void)events;
	if (strstr(instance.sights, awaited) || strstr(instance.log, awaited))
		ev_break(loop, EVBREAK_ALL);
}

static void on_late(struct ev_loop *loop, ev_timer *watcher, int events)
{
	(void)watcher;
	(void)events;
	ev_break(loop, EVBREAK_ALL);
}

/* A phone announces itself again and again. */
static void on_announce(struct ev_loop *loop, ev_timer *watcher, int events)
{
	(void)loop;
	(void)watcher;
	(void)events;
	announce(LAST, "SEP001B54AA00FF");
	send_frame(socket_there);
}

static void run_until(const char *sight, bool announcing)
{
	ev_prepare prepare;
	ev_timer late, again;

	awaited = sight;
	ev_prepare_init(&prepare, on_prepare);
	ev_timer_init(&late, on_late, PATIENCE, 0.);
	ev_timer_init(&again, on_announce, 0.1, 0.1);
	ev_prepare_start(instance.loop, &prepare);
	ev_timer_start(instance.loop, &late);
	if (announcing)
		ev_timer_start(instance.loop, &again);
	ev_run(instance.loop, 0);
	ev_prepare_stop(instance.loop, &prepare);
	ev_timer_stop(instance.loop, &late);
	ev_timer_stop(instance.loop, &again);
	if (!strstr(instance.sights, sight) && !strstr(instance.log, sight))
		check("nothing came", instance.sights, sight);
}

/* The link goes down and comes back: the plugin must hear again. */
static void pull_the_cable(void)
{
	if (system("ip link set nr0 down") != 0)
		exit(EXIT_FAILURE);
	ev_run(instance.loop, EVRUN_NOWAIT);
	if (system("ip link set nr0 up") != 0)
		exit(EXIT_FAILURE);
	instance.sights[0] = '\0';
	run_until("cdp " LAST, true);
	run_until("the link of nr0 is down (1 time so far): ", false);
	run_until("the link of nr0 is up again after ", false);
}

/* The interface is gone for good: one line, and no spinning. */
static void take_the_interface_away(void)
{
	if (system("ip link del nr0") != 0)
		exit(EXIT_FAILURE);
	run_until("nr0 is gone: ", false);
}

static void listen_on(const struct nr_protocol *protocol)
{
	memset(&instance, 0, sizeof(instance));
	instance.loop = ev_default_loop(EVFLAG_AUTO);
	instance.bench = (struct nr_bench){
		.parent = "nr0", .ifindex = if_nametoindex("nr0"),
		.mac = { { 0x02, 0, 0, 0, 0, 0x01 } }, .address = { htonl(0x0a4d0001) },
	};
	if (protocol->open(&instance) < 0 || protocol->start(&instance) < 0)
		check("open", instance.log, "");
}

int main(void)
{
	const struct nr_protocol *protocol = verbs_load("pcap");

	make_wire();
	socket_there = packet_socket("nr1");
	socket_here = packet_socket("nr0");
	listen_on(protocol);
	send_everything();
	run_until("cdp " LAST, false);
	protocol->stop(&instance);
	check("sightings", instance.sights, all);
	check("log", instance.log, "");
	check("frames", instance.debug, "8 frames, 8 sightings, 0 malformed\n");

	listen_on(protocol);
	pull_the_cable();
	take_the_interface_away();
	protocol->stop(&instance);
	printf("%s", instance.log);
	ev_loop_destroy(instance.loop);
	return EXIT_SUCCESS;
}
