/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * capture-tool.c -- captures for tests in shell.
 *
 *	capture-tool write FILE            phones that say everything that phones say
 *	capture-tool send FILE INTERFACE   put the frames of a capture on a wire
 *	capture-tool facts PROTOCOL FILE   what our parsers read, a line for each frame,
 *	                                   columns as tests/unit/pcap/tshark.sh asks tshark
 *
 * The values in "write" are those that real phones were seen to say; the frames
 * are built here, and the names and addresses are made up where it does not matter.
 */
#include <config.h>

#include "plugins/pcap/cdp.h"
#include "plugins/pcap/lldp.h"
#include "plugins/pcap/sniff.h"
#include "plugins/sccp/sccp.h"
#include "tests/unit/frames.h"

#include <arpa/inet.h>
#include <pcap/pcap.h>
#include <stdlib.h>

static struct wire w;

static void __attribute__((noreturn)) die(const char *what, const char *why)
{
	fprintf(stderr, "capture-tool: %s: %s\n", what, why);
	exit(EXIT_FAILURE);
}

/* -- write ------------------------------------------------------------------------- */

static pcap_dumper_t *dumper;
static int second;

static void dump(void)
{
	struct pcap_pkthdr h = { .caplen = (bpf_u_int32)w.len, .len = (bpf_u_int32)w.len };

	h.ts.tv_sec = 1700000000 + second++;
	pcap_dump((u_char *)dumper, &h, w.data);
}

static void tag(unsigned vlan)
{
	memmove(w.data + 16, w.data + 12, w.len - 12);
	memcpy(w.data + 12, "\x81\x00", 2);
	w.data[14] = (uint8_t)(0xa0 | vlan >> 8);
	w.data[15] = (uint8_t)vlan;
	w.len += 4;
}

static void write_cdp(void)
{
	static const struct { const char *mac, *device, *addr, *load, *platform; uint32_t caps; } phones[] = {
		{ "00:21:d8:ba:09:65", "SEP0021D8BA0965", "10.0.0.42", "SCCP42.8-4-2S",
		  "Cisco IP Phone 7942", 0x490 },
		{ "0c:27:24:31:7f:2e", "SEP0C2724317F2E", "10.0.0.45", "79XX_default_load",
		  "Cisco IP Phone 7945", 0x490 },
		{ "00:07:0e:ea:50:86", "SIP00070EEA5086", "10.0.0.40", "P003-08-8-00",
		  "Cisco IP Phone 7940", 0x10 },
		{ "38:20:56:45:aa:aa", "SEP38205645AAAA", "10.0.0.88", "sip88xx.10-3-1-20.loads",
		  "Cisco IP Phone 8851", 0x490 },
	};

	for (size_t i = 0; i < NR_ARRAY_SIZE(phones); i++) {
		cdp_phone(&w, phones[i].mac, phones[i].device, phones[i].addr, phones[i].caps, phones[i].load,
			  phones[i].platform);
		dump();
	}
	cdp_phone(&w, "00:21:d8:ba:09:65", "SEP0021D8BA0965", "10.0.0.42", 0x490, "SCCP42.8-4-2S",
		  "Cisco IP Phone 7942");
	tag(110);
	dump();
	/* A switch announces itself too. */
	cdp_phone(&w, "00:11:22:33:44:55", "switch", "10.0.0.1", 0x28, "Some software", "a switch");
	dump();
}

static void write_lldp(void)
{
	lldp_7962(&w);
	dump();

	lldp_begin(&w, "00:00:5e:00:53:69");
	lldp_chassis_addr(&w, "10.0.0.69");
	lldp_port(&w, "00005E005369:P1");
	lldp_tlv(&w, 3, "\x00\xb4", 2);
	lldp_text(&w, 5, "SEP00005E005369.example.com");
	lldp_text(&w, 6, "Cisco IP Phone 6901,SCCP6901.9-3-1-SR2-2");
	lldp_capabilities(&w, 0x20);
	/* 8 management address: length 5, IPv4, 10.0.0.69; interface: 1 (unknown), 0; no OID */
	lldp_tlv(&w, 8, "\x05\x01\x0a\x00\x00\x45\x01\x00\x00\x00\x00\x00", 12);
	lldp_inventory(&w, "1.0", "6901.0-0-0-01-05", "SCCP6901.9-3-1-SR2-2", "FCH12345GVM", "CP-6901");
	dump();
}

static void put_little(uint32_t v)
{
	for (int i = 0; i < 4; i++)
		put_u8(&w, v >> 8 * i & 0xff);
}

static void put_field(const char *text, size_t size)
{
	size_t n = strlen(text);

	put_text(&w, text);
	for (; n < size; n++)
		put_u8(&w, 0);
}

static void sccp_begin(const char *mac, const char *addr, uint32_t id, uint32_t body)
{
	tcp_begin(&w, mac, addr, "10.1.1.5", 2000, 0x18);
	put_little(body + 4);
	put_little(0);
	put_little(id);
}

/* A Register with everything up to the load, as since protocol 17. */
static void sccp_register(const char *mac, const char *addr, const char *name, uint32_t type,
			  unsigned protocol, const char *load)
{
	sccp_begin(mac, addr, 1, 16 + 8 + 4 + 4 + 8 + 4 + 8 + 12 + 8 + 16 + 4 + 32);
	put_field(name, 16);
	put_little(0);
	put_little(1);
	put_addr(&w, addr);
	put_little(type);
	put_little(5);
	put_little(0);
	put_u8(&w, protocol);
	put_u8(&w, 0);
	put_u16(&w, 0);
	put_little(0);
	put_little(0);
	put_mac(&w, mac);
	put_field("", 6);
	put_little(3);
	put_little(8);
	put_field("", 16);
	put_little(0);
	put_field(load, 32);
	ip_end(&w);
	dump();
}

static void sccp_alarm(const char *mac, const char *addr, const char *text)
{
	sccp_begin(mac, addr, 0x20, 4 + 80 + 8);
	put_little(2);
	put_field(text, 80);
	put_little(0x07);
	put_addr(&w, addr);
	ip_end(&w);
	dump();
}

#define ASKS "00:1b:54:aa:00:01"
#define SIPS "00:1b:54:aa:00:03"

static void write_requests(void)
{
	dhcp_phone(&w, ASKS, "Cisco Systems, Inc. IP Phone CP-7945G", NULL);
	tag(100);
	dump();
	arp(&w, 1, ASKS, "10.77.0.10", "10.1.1.5");
	tag(100);
	dump();
	tftp_request(&w, ASKS, "10.77.0.10", "10.1.1.5", "SEP001B54AA0001.cnf.xml");
	tag(100);
	dump();
	tftp_request(&w, ASKS, "10.77.0.10", "10.1.1.5", "SCCP45.9-4-2SR3-1S.loads");
	tag(100);
	dump();
	tcp_begin(&w, ASKS, "10.77.0.10", "10.1.1.5", 2000, 0x02);
	ip_end(&w);
	dump();
	/* Through a router: only the name tells which phone asks. */
	tftp_request(&w, "00:11:22:33:44:55", "10.9.0.12", "10.1.1.5", "SEP001B54AA0002.cnf.xml");
	dump();
	dhcp_phone(&w, SIPS, "Cisco Systems, Inc. IP Phone CP-7961G", "10.77.0.13");
	dump();
	udp_begin(&w, SIPS, "10.77.0.13", "10.1.1.5", 5060);
	put_text(&w, "REGISTER sip:10.1.1.5 SIP/2.0\r\nVia: SIP/2.0/UDP 10.77.0.13\r\n\r\n");
	ip_end(&w);
	dump();
	/* A computer, which is nobody's business. */
	dhcp_phone(&w, "02:00:00:00:00:99", "MSFT 5.0", NULL);
	memcpy(memmem(w.data, w.len, "SEP02", 5), "PC-02", 5);
	dump();
	tftp_request(&w, "02:00:00:00:00:99", "10.77.0.99", "10.1.1.5", "notes.txt");
	dump();
}

static void asks_for(const char *mac, const char *ip, const char *file)
{
	tftp_request(&w, mac, ip, "10.1.1.5", file);
	dump();
}

/* Of these nothing but TFTP is heard; and a phone of another maker. */
static void write_names(void)
{
	asks_for("00:1b:54:aa:00:61", "10.77.0.61", "term61.default.loads");
	asks_for("00:1b:54:aa:00:61", "10.77.0.61", "jar41sccp.9-4-2ES26.sbn");
	/* no source tells the load of this build; one image tells its protocol, the next does not */
	asks_for("00:1b:54:aa:00:11", "10.77.0.111", "term11.default.loads");
	asks_for("00:1b:54:aa:00:11", "10.77.0.111", "Jar11sip.8-2-2ES4.sbn");
	asks_for("00:1b:54:aa:00:11", "10.77.0.111", "cnu11.8-2-2ES4.sbn");
	asks_for("00:1b:54:aa:00:78", "10.77.0.78", "SEP001B54AA0078.cnf.xml");
	asks_for("00:1b:54:aa:00:78", "10.77.0.78", "/sp-sip.jar");
	asks_for("00:1b:54:aa:00:78", "10.77.0.78", "dialplan.xml");
	for (int i = 0; i < 5; i++)
		asks_for("00:1b:54:aa:00:40", "10.77.0.40", "CTLSEP001B54AA0040.tlv");
	asks_for("00:1b:54:aa:00:40", "10.77.0.40", "SEP001B54AA0040.cnf.xml");
	dhcp_phone(&w, "00:04:f2:aa:00:09", "Polycom-SPIP670", NULL);
	memcpy(memmem(w.data, w.len, "SEP00", 5), "POLY-", 5);
	dump();
}

static void write_sccp(void)
{
	sccp_alarm("00:1b:54:aa:00:04", "10.77.0.14",
		   "25: Name=SEP001B54AA0004 Load=SCCP45.8-3-3S Last=Initialized");
	sccp_register("00:1b:54:aa:00:05", "10.77.0.15", "SEP001B54AA0005", 435, 20, "SCCP45.9-4-2SR3-1S");
	sccp_register("00:1b:54:aa:00:06", "10.77.0.16", "SEP001B54AA0006", 7, 5, "");
	sccp_alarm("00:1b:54:aa:00:07", "10.77.0.17",
		   "14: Name=SEP001B54AA0007 Load=SCCP70.8-5-2S Last=Load Rejected HC");
	sccp_register("00:1b:54:aa:00:08", "10.77.0.18", "CFB001B54AA0008", 52, 18, "");
}

static int write_capture(const char *path)
{
	pcap_t *dead = pcap_open_dead(DLT_EN10MB, 65535);

	dumper = dead ? pcap_dump_open(dead, path) : NULL;
	if (!dumper)
		die(path, dead ? pcap_geterr(dead) : "no memory");
	write_cdp();
	write_lldp();
	write_requests();
	write_names();
	write_sccp();
	/* Who waits for this one has everything. */
	cdp_phone(&w, "00:1b:54:aa:00:ff", "SEP001B54AA00FF", "10.77.0.255", 0x490, "SCCP45.8-3-3S",
		  "Cisco IP Phone 7945");
	dump();
	pcap_dump_close(dumper);
	pcap_close(dead);
	return EXIT_SUCCESS;
}

/* -- send -------------------------------------------------------------------------- */

static pcap_t *open_capture(const char *path)
{
	char why[PCAP_ERRBUF_SIZE];
	pcap_t *in = pcap_open_offline(path, why);

	if (!in)
		die(path, why);
	if (pcap_datalink(in) != DLT_EN10MB)
		die(path, "no Ethernet");
	return in;
}

static int send_capture(const char *path, const char *interface)
{
	pcap_t *in = open_capture(path), *out;
	char why[PCAP_ERRBUF_SIZE];
	struct pcap_pkthdr *h;
	const u_char *data;

	out = pcap_open_live(interface, 256, 0, 100, why);
	if (!out)
		die(interface, why);
	while (pcap_next_ex(in, &h, &data) == 1)
		if (pcap_inject(out, data, h->caplen) != (int)h->caplen)
			die(interface, pcap_geterr(out));
	pcap_close(out);
	pcap_close(in);
	return EXIT_SUCCESS;
}

/* -- facts ------------------------------------------------------------------------- */

static const char *addr_text(struct in_addr a)
{
	static char text[INET_ADDRSTRLEN];

	return a.s_addr ? inet_ntop(AF_INET, &a, text, sizeof(text)) : "";
}

static void cdp_facts(unsigned number, const struct frame *f)
{
	struct cdp c;

	if (f->kind != FRAME_SNAP || f->type != 0x2000 || cdp_read(&c, f->body.pos, nr_left(&f->body)) < 0)
		return;
	printf("%u\t%u\t%u\t%d\t%s\t%s\t0x%08x\t%s\t%s\t%s\t", number, c.version, c.ttl, c.checksum_ok, c.device,
	       c.port, c.capabilities, c.load, c.platform, addr_text(c.addr));
	if (c.power)
		printf("%u", c.power);
	putchar('\n');
}

static void lldp_facts(unsigned number, const struct frame *f)
{
	struct lldp l;

	if (f->kind != FRAME_LLDP || lldp_read(&l, f->body.pos, nr_left(&f->body)) < 0)
		return;
	printf("%u\t%s\t%s\t%s\t%s\t0x%04x\t%s\t", number, l.port, l.port_text, l.device, l.text,
	       l.capabilities, addr_text(l.addr));
	if (l.med_class)
		printf("%u", l.med_class);
	printf("\t%s\t%s\t%s\t%s\t%s\n", l.med_hardware, l.med_firmware, l.med_software, l.med_serial,
	       l.med_model);
}

static bool sccp_of(const struct frame *f, struct sccp_frame *out)
{
	struct ipv4 ip;
	struct tcp t;
	size_t used;

	return f->kind == FRAME_IPV4 && frame_read_ipv4(&ip, f->body) && ip.protocol == FRAME_TCP &&
	       frame_read_tcp(&t, ip.body) && t.target == 2000 &&
	       sccp_read(t.body.pos, nr_left(&t.body), out, &used) == SCCP_FRAME;
}

static void register_facts(unsigned number, const struct frame *f)
{
	struct sccp_register said;
	struct sccp_frame message;

	if (!sccp_of(f, &message) || message.id != SCCP_REGISTER ||
	    !sccp_read_register(message.body, &said))
		return;
	printf("%u\t1\t%s\t0x%08x\t%s\t%u\t%s\n", number, said.name, said.type, addr_text(said.addr), said.protocol,
	       said.load);
}

static void alarm_facts(unsigned number, const struct frame *f)
{
	struct sccp_frame message;
	struct sccp_alarm said;

	if (!sccp_of(f, &message) || message.id != SCCP_ALARM || !sccp_read_alarm(message.body, &said))
		return;
	printf("%u\t0x%08x\t%s\t%u\t%u\n", number, said.severity, said.text, said.parameter[0],
	       said.parameter[1]);
}

/* What the ears make of a request. */
static void request_facts(unsigned number, const void *data, size_t len, enum nr_source source)
{
	struct sniff s;
	char mac[NR_MAC_STR_SIZE];
	const char *first = "", *second_text = "";

	if (sniff_frame(&s, FRAME_LINK_ETHERNET, data, len) || s.source != source)
		return;
	for (const struct nr_fact_value *f = s.facts; f->fact != NR_FACT_END; f++) {
		if (f->fact == NR_FACT_VENDOR_CLASS || f->fact == NR_FACT_FILE_WANTED)
			first = f->text;
		else if (f->fact == NR_FACT_HOST_NAME || f->fact == NR_FACT_SERVER)
			second_text = f->text;
	}
	if (source == NR_SOURCE_TFTP)
		printf("%u\t%s\t%s\t%s\n", number, first, nr_mac_str(&s.mac, mac), second_text);
	else
		printf("%u\t1\t%s\t%s\t%s\n", number, nr_mac_str(&s.mac, mac), first, second_text);
}

static int print_facts(const char *protocol, const char *path)
{
	pcap_t *in = open_capture(path);
	struct pcap_pkthdr *h;
	const u_char *data;
	struct frame f;

	for (unsigned number = 1; pcap_next_ex(in, &h, &data) == 1; number++) {
		if (!frame_read(&f, FRAME_LINK_ETHERNET, data, h->caplen))
			continue;
		if (strcmp(protocol, "cdp") == 0)
			cdp_facts(number, &f);
		else if (strcmp(protocol, "lldp") == 0)
			lldp_facts(number, &f);
		else if (strcmp(protocol, "register") == 0)
			register_facts(number, &f);
		else if (strcmp(protocol, "alarm") == 0)
			alarm_facts(number, &f);
		else if (strcmp(protocol, "dhcp") == 0)
			request_facts(number, data, h->caplen, NR_SOURCE_DHCP);
		else if (strcmp(protocol, "tftp") == 0)
			request_facts(number, data, h->caplen, NR_SOURCE_TFTP);
		else
			die(protocol, "no such protocol");
	}
	pcap_close(in);
	return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "write") == 0)
		return write_capture(argv[2]);
	if (argc == 4 && strcmp(argv[1], "send") == 0)
		return send_capture(argv[2], argv[3]);
	if (argc == 4 && strcmp(argv[1], "facts") == 0)
		return print_facts(argv[2], argv[3]);
	die("usage", "write FILE | send FILE INTERFACE | facts PROTOCOL FILE");
}
