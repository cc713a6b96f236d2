/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_phone.c -- the simulated phone is a witness in every story, so its own
 * rules are tested first: what its DHCP client throws away, what its boot
 * loader rejects, what its TFTP client ignores.
 */
#include <config.h>

#include "tests/phone/cdp.h"
#include "tests/phone/dhcp.h"
#include "tests/phone/digits.h"
#include "tests/phone/family.h"
#include "tests/phone/firmware.h"
#include "tests/phone/http.h"
#include "tests/phone/lldp.h"
#include "tests/phone/loader.h"
#include "tests/phone/settings.h"
#include "tests/phone/tftp.h"
#include "tests/unit/suite.h"

#include <netrecover/types.h>

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const uint8_t mac[6] = { 0xa8, 0xb1, 0xd4, 0x1f, 0x4e, 0xc9 };

/* -- DHCP ------------------------------------------------------------------- */

/* The options of a DISCOVER of a 7911G, as captured. */
START_TEST(discover_is_that_of_a_7911)
{
	static const uint8_t options[] =
		"\x63\x82\x53\x63\x35\x01\x01\x3d\x07\x01\xa8\xb1\xd4\x1f\x4e\xc9"
		"\x0c\x0f" "SEPA8B1D41F4EC9"
		"\x3c\x26" "Cisco Systems, Inc. IP Phone CP-7911G\0"
		"\x37\x07\x01\x42\x06\x03\x0f\x96\x23\xff";
	struct dhcp_out m = {
		.type = DHCP_DISCOVER, .mac = mac, .host_name = "SEPA8B1D41F4EC9",
		.class_id = "Cisco Systems, Inc. IP Phone CP-7911G", .retry = 1,
	};
	uint8_t out[DHCP_SIZE];

	dhcp_encode(&m, out);
	/* BOOTREQUEST, Ethernet, 6, no hop; id: the end of the MAC; 2 s; flags: broadcast */
	ck_assert_mem_eq(out, "\x01\x01\x06\x00\xd4\x1f\x4e\xc9\x02\x00\x80\x00", 12);
	ck_assert_mem_eq(out + 28, mac, 6);
	ck_assert_mem_eq(out + 236, options, sizeof(options) - 1);
}
END_TEST

struct reply {
	uint8_t data[600];
	size_t len;
};

/* An OFFER up to its options, and then @options. */
static void reply_of(struct reply *r, const void *options, size_t len)
{
	memset(r, 0, sizeof(*r));
	memcpy(r->data, "\x02\x01\x06", 3);
	memcpy(r->data + 4, mac + 2, 4);
	memcpy(r->data + 16, "\x0a\x4d\x00\x0a\x0a\x4d\x00\x01", 8);
	memcpy(r->data + 28, mac, 6);
	memcpy(r->data + 236, "\x63\x82\x53\x63", 4);
	memcpy(r->data + 240, options, len);
	r->len = 240 + len;
}

static enum dhcp_result decode(const struct reply *r, struct dhcp_reply *out)
{
	const char *why;
	enum dhcp_result result = dhcp_decode(r->data, r->len, mac, out, &why);

	ck_assert((result == DHCP_BAD) == (why != NULL));
	return result;
}

#define OFFER(options) reply_of(&r, options, sizeof(options) - 1)

START_TEST(offer_with_option_150_is_taken)
{
	struct dhcp_reply d;
	struct reply r;
	uint32_t ip;

	/* 53: OFFER; 54: 10.77.0.1; 66: "10.77.0.9"; 150: 10.77.0.2; end */
	OFFER("\x35\x01\x02\x36\x04\x0a\x4d\x00\x01\x42\x09" "10.77.0.9" "\x96\x04\x0a\x4d\x00\x02\xff");
	ck_assert_int_eq(decode(&r, &d), DHCP_TAKEN);
	ck_assert_uint_eq(d.yiaddr, 0x0a4d000a);
	ck_assert_int_eq(dhcp_tftp_server(&d, &ip), DHCP_SERVER_150);
	ck_assert_uint_eq(ip, 0x0a4d0002);
	d.tftp150_count = 0;
	ck_assert_int_eq(dhcp_tftp_server(&d, &ip), DHCP_SERVER_66);
	ck_assert_uint_eq(ip, 0x0a4d0009);
	d.tftp66[0] = '\0';
	ck_assert_int_eq(dhcp_tftp_server(&d, &ip), DHCP_SERVER_SIADDR);
	ck_assert_uint_eq(ip, 0x0a4d0001);
}
END_TEST

/* The OFFER of a router that 31 phones would not take: 150 holds text. */
START_TEST(offer_with_text_in_option_150_is_thrown_away)
{
	struct dhcp_reply d;
	struct reply r;

	/* 53: OFFER; 150: a text; end.  Then 150 with 5 bytes. */
	OFFER("\x35\x01\x02\x96\x0f" "74.213.137.138\0" "\xff");
	ck_assert_int_eq(decode(&r, &d), DHCP_BAD);
	OFFER("\x35\x01\x02\x96\x05\x0a\x4d\x00\x01\x00\xff");
	ck_assert_int_eq(decode(&r, &d), DHCP_BAD);
}
END_TEST

START_TEST(overload_is_honoured)
{
	struct dhcp_reply d;
	struct reply r;

	/* 52: 3, both fields hold options; 53: OFFER; end.  In file, 150: 10.77.0.7; in sname, 66: "x" */
	OFFER("\x34\x01\x03\x35\x01\x02\xff");
	memcpy(r.data + 108, "\x96\x04\x0a\x4d\x00\x07\xff", 7);
	memcpy(r.data + 44, "\x42\x01" "x" "\xff", 4);
	ck_assert_int_eq(decode(&r, &d), DHCP_TAKEN);
	ck_assert_uint_eq(d.tftp150[0], 0x0a4d0007);
	ck_assert_str_eq(d.tftp66, "x");
	ck_assert_str_eq(d.sname, "");
}
END_TEST

START_TEST(replies_to_others_are_not_ours)
{
	struct dhcp_reply d;
	struct reply r;

	/* 53: OFFER; end */
	OFFER("\x35\x01\x02\xff");
	ck_assert_int_eq(decode(&r, &d), DHCP_TAKEN);
	r.data[33] ^= 1;
	ck_assert_int_eq(decode(&r, &d), DHCP_OTHER);
	OFFER("\x35\x01\x02\xff");
	r.data[7] ^= 1;
	ck_assert_int_eq(decode(&r, &d), DHCP_OTHER);
	OFFER("\x35\x01\x02\xff");
	for (r.len = 0; r.len < 240; r.len++)
		ck_assert_int_eq(decode(&r, &d), DHCP_OTHER);
	OFFER("\x35\x01\x02\x03\x08\x0a");
	ck_assert_int_eq(decode(&r, &d), DHCP_BAD);
	OFFER("\x36\x04\x0a\x4d\x00\x01\xff");
	ck_assert_int_eq(decode(&r, &d), DHCP_BAD);
}
END_TEST

/* -- TFTP ------------------------------------------------------------------- */

static enum tftp_result feed(struct tftp *t, uint16_t port, unsigned block, size_t len, bool *reply)
{
	static uint8_t p[4 + 1024] = { 0, 3 };

	p[2] = (uint8_t)(block >> 8);
	p[3] = (uint8_t)block;
	return tftp_input(t, port, p, 4 + len, reply);
}

START_TEST(tftp_takes_blocks_in_order_only)
{
	struct tftp t;
	bool reply;

	tftp_begin(&t, "SEPA8B1D41F4EC9.cnf.xml", 100000);
	ck_assert_uint_eq(t.out_len, 2 + 24 + 6);
	/* RRQ: opcode 1, name, mode */
	ck_assert_mem_eq(t.out, "\0\1SEPA8B1D41F4EC9.cnf.xml\0octet\0", t.out_len);
	ck_assert_int_eq(feed(&t, 4000, 2, 512, &reply), TFTP_IGNORED);
	ck_assert_int_eq(feed(&t, 4000, 1, 512, &reply), TFTP_GOING);
	ck_assert(reply);
	/* ACK: opcode 4, block 1 */
	ck_assert_mem_eq(t.out, "\0\4\0\1", 4);
	/* nor is a block that it has acknowledged again */
	ck_assert_int_eq(feed(&t, 4000, 1, 512, &reply), TFTP_IGNORED);
	ck_assert(!reply);
	ck_assert_int_eq(feed(&t, 4001, 2, 512, &reply), TFTP_IGNORED);
	ck_assert_int_eq(feed(&t, 4000, 2, 513, &reply), TFTP_FAILED);
	ck_assert(reply);
	ck_assert_str_eq(t.error, "Data block exceeds 512");
	ck_assert_int_eq(feed(&t, 4000, 2, 0, &reply), TFTP_DONE);
	ck_assert_uint_eq(t.len, 512);
	tftp_finish(&t);
}
END_TEST

START_TEST(tftp_block_numbers_wrap_to_zero)
{
	struct tftp t;
	bool reply;

	tftp_begin(&t, "x", 64u << 20);
	for (unsigned n = 1; n <= 65537; n++)
		ck_assert_int_eq(feed(&t, 4000, n & 0xffff, 512, &reply), TFTP_GOING);
	ck_assert_int_eq(feed(&t, 4000, 2, 1, &reply), TFTP_DONE);
	ck_assert_uint_eq(t.len, 65537u * 512 + 1);
	tftp_finish(&t);
}
END_TEST

START_TEST(tftp_understands_errors)
{
	struct tftp t;
	bool reply;

	tftp_begin(&t, "x", 100);
	/* ERROR: opcode 5, its number, a text; OACK: opcode 6 */
	ck_assert_int_eq(tftp_input(&t, 9, (const uint8_t *)"\0\5\0\1none", 9, &reply), TFTP_ABSENT);
	ck_assert_str_eq(t.error, "none");
	ck_assert_int_eq(tftp_input(&t, 9, (const uint8_t *)"\0\5\0\3", 5, &reply), TFTP_BUSY);
	ck_assert_int_eq(tftp_input(&t, 9, (const uint8_t *)"\0\5\0\2", 5, &reply), TFTP_FAILED);
	ck_assert_int_eq(tftp_input(&t, 9, (const uint8_t *)"\0\6blksize", 10, &reply), TFTP_IGNORED);
	ck_assert_int_eq(feed(&t, 9, 1, 101, &reply), TFTP_FAILED);
	tftp_finish(&t);
}
END_TEST

/* -- the boot loader ---------------------------------------------------------- */

static enum verdict judge(const char *running, const char *newest, const char *load,
			  const char *list_name, uint32_t hardware)
{
	struct loader l = {
		.handset = handset_find("7945"), .running = running, .newest_taken = newest,
		.hardware = hardware,
	};
	struct firmware fw;
	struct firmware_file *f;
	struct image_list list;
	enum verdict v;

	ck_assert_int_eq(firmware_make(&fw, load, 32768), 0);
	f = firmware_find(&fw, list_name);
	ck_assert_ptr_nonnull(f);
	v = loader_judge(&l, list_name, f->data, f->size, &list);
	if (v == VERDICT_TAKE)
		ck_assert_uint_eq(list.count, 5);
	firmware_finish(&fw);
	return v;
}

static const struct {
	const char *running, *offered;
	enum verdict verdict;
} jumps[] = {
	{ "SCCP45.8-3-2S", "SCCP45.8-5-2S", VERDICT_TAKE },
	{ "SCCP45.8-3-2S", "SCCP45.8-5-2SR1S", VERDICT_TAKE },
	{ "SCCP45.8-3-2S", "SCCP45.8-5-3S", VERDICT_JUMP },
	{ "SCCP45.8-2-1S", "SCCP45.9-4-2SR3-1S", VERDICT_JUMP },
	{ "SCCP45.8-3-3S", "SCCP45.9-4-2SR3-1S", VERDICT_TAKE },
	{ "SCCP45.8-5-2S", "SCCP45.9-4-2SR3-1S", VERDICT_TAKE },
	{ "SCCP45.8-3-2S", "SIP45.9-4-2SR3-1S", VERDICT_JUMP },
	{ "SCCP45.8-5-2S", "SCCP42.9-4-2SR3-1S", VERDICT_WRONG },
};

START_TEST(loader_knows_its_jumps)
{
	char name[64];

	snprintf(name, sizeof(name), "%s.loads", jumps[_i].offered);
	ck_assert_int_eq(judge(jumps[_i].running, NULL, jumps[_i].offered, name, 0),
			 jumps[_i].verdict);
}
END_TEST

START_TEST(wiped_loader_may_be_old)
{
	const char *list = "term45.default.loads";

	ck_assert_int_eq(judge(NULL, NULL, "SCCP45.9-4-2SR3-1S", list, 0), VERDICT_TAKE);
	ck_assert_int_eq(judge(NULL, "8-5-2", "SCCP45.9-4-2SR3-1S", list, 0), VERDICT_JUMP);
	ck_assert_int_eq(judge(NULL, "8-5-2", "SCCP45.8-5-2S", list, 0), VERDICT_TAKE);
}
END_TEST

START_TEST(loader_compares_hardware)
{
	ck_assert_int_eq(judge("SCCP45.8-5-2S", NULL, "SCCP45.9-4-2SR3-1S",
			       "SCCP45.9-4-2SR3-1S.loads", 5), VERDICT_TAKE);
	ck_assert_int_eq(judge("SCCP45.8-5-2S", NULL, "SCCP45.9-4-2SR3-1S",
			       "SCCP45.9-4-2SR3-1S.loads", 16), VERDICT_HARDWARE);
}
END_TEST

START_TEST(loader_sees_damage)
{
	struct loader l = { .handset = handset_find("7945"), .running = "SCCP45.8-3-3S" };
	struct image_list list;
	struct firmware fw;
	struct firmware_file *f;

	ck_assert_int_eq(firmware_make(&fw, "SCCP45.8-5-2S", 32768), 0);
	f = firmware_find(&fw, "SCCP45.8-5-2S.loads");
	ck_assert_int_eq(loader_judge(&l, "SCCP45.8-5-3S.loads", f->data, f->size, &list), VERDICT_NAME);
	for (size_t n = 0; n < 400; n += 7)
		ck_assert_int_eq(loader_judge(&l, f->name, f->data, n, &list), VERDICT_BROKEN);
	f = firmware_find(&fw, "jar45sccp.8-5-2.sbn");
	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(loader_image(f->name, f->data, f->size), VERDICT_TAKE);
	ck_assert_int_eq(loader_image(f->name, f->data, f->size - 512), VERDICT_BROKEN);
	ck_assert_int_eq(loader_image("jar45sccp.8-5-3.sbn", f->data, f->size), VERDICT_NAME);
	firmware_finish(&fw);
}
END_TEST

static const struct {
	const char *list, *version, *image, *load;
} results[] = {
	{ "SCCP45.8-5-2S.loads", "8-5-2", "jar45sccp.8-5-2.sbn", "SCCP45.8-5-2S" },
	{ "term45.default.loads", "9-4-2ES26", "jar45sccp.9-4-2ES26.sbn", "SCCP45.9-4-2SR3-1S" },
	{ "term65.default.loads", "9-3-1ES26", "jar45sip.9-3-1ES26.sbn", "SIP45.9-3-1SR4-1S" },
	{ "term45.default.loads", "9-4-2SR4-3", "jar45sccp.9-4-2SR4-3.sbn", "SCCP45.9-4-2SR4-3S" },
	{ "term45.default.loads", "8-5-2TH1-9", "jar45sccp.8-5-2TH1-9.sbn", "SCCP45.8-5-2S" },
};

START_TEST(manifest_tells_the_load)
{
	struct image_list l = { .count = 1 };
	char load[64];

	snprintf(l.version, sizeof(l.version), "%s", results[_i].version);
	snprintf(l.name[0], sizeof(l.name[0]), "%s", results[_i].image);
	ck_assert(loader_result(handset_find("7945"), results[_i].list, &l, load, sizeof(load)));
	ck_assert_str_eq(load, results[_i].load);
}
END_TEST

/* -- the other families --------------------------------------------------------- */

/* Of each kind: a load that it takes, and one for another kind. */
static const struct {
	const char *model, *running, *load, *other;
	size_t images;
} kinds[] = {
	{ "7945", "SCCP45.8-5-2S", "SCCP45.9-4-2SR3-1S", "SCCP42.9-4-2SR3-1S", 5 },
	{ "7940", "P0S3-07-4-00", "P0S3-8-12-00", NULL, 2 },
	{ "7960", "P00308000500", "P0030801SR02", NULL, 2 },
	{ "7921", "CP7921G-1.4.1SR1", "CP7921G-1.4.6.3", "CP7925G-1.4.8.4", 6 },
	{ "7926", "CP7926G-1.4.1SR1", "CP7926G-1.4.5.3", "CP7921G-1.4.6.3", 6 },
	{ "6901", "SCCP6901.9-2-1-a", "SCCP6901.9-3-1-SR1-3", "SCCP6911.9-3-1-SR1-3", 2 },
	{ "6911", "SCCP6911.9-2-1-a", "SCCP6911.9-3-1-SR1-3", "SCCP69xx.9-4-1-3SR3", 3 },
	{ "6921", "SCCP69xx.9-2-1-0", "SIP69xx.9-4-1-3SR3", "SCCP6945.9-4-1-3", 3 },
	{ "6945", "SCCP6945.9-3-1-3", "SCCP6945.9-4-1-3", "SCCP69xx.9-4-1-3SR3", 4 },
	{ "8945", "SCCP894x.9-2-2-0", "SIP8941_8945.9-3-1-18", "SCCP6945.9-4-1-3", 9 },
	{ "8941", "SCCP894x.9-2-2-0", "SCCP894x.9-4-2SR1-2", "SCCP69xx.9-4-1-3SR3", 9 },
	{ "9971", "sip9971.9-2-2SR1-9", "sip9971.9-4-2SR4-1", "sip9951.9-0-3", 5 },
	{ "8841", "sip88xx.11-5-1-18", "sip88xx.12-8-1-0101-482", "sip8845_65.14-1-1-0001-125", 5 },
	{ "8841", "sip88xx.10-3-1-20", "sip88xx.11-5-1-18", "sip78xx.12-8-1-0101-482", 5 },
	{ "8865", "sip8845_65.11-5-1-18", "sip8845_65.14-1-1-0001-125", "sip88xx.12-8-1-0101-482", 5 },
	{ "8961", "sip8961.9-2-2SR1-9", "sip8961.9-4-2SR4-1", "sip9971.9-4-2SR4-1", 5 },
	{ "7841", "sip78xx.11-5-1-18", "sip78xx.12-8-1-0101-482", "sip88xx.12-8-1-0101-482", 3 },
};

static struct firmware_file *list_of(struct firmware *fw)
{
	for (size_t i = 0; i < fw->count; i++)
		if (strcasecmp(fw->file[i].name + strlen(fw->file[i].name) - 6, ".loads") == 0)
			return &fw->file[i];
	ck_abort_msg("no list in %s", fw->archive);
}

static struct loader a_loader(const char *model, const char *running)
{
	static char universal[64];
	struct loader l = { .handset = handset_find(model), .running = running };

	ck_assert_ptr_nonnull(l.handset);
	digits_loader(running ? running : "", universal, sizeof(universal));
	if (l.handset->family == &family_digits && universal[0])
		l.universal = universal;
	return l;
}

static enum verdict judge_load(const char *model, const char *running, const char *load,
			       uint32_t hardware, struct image_list *list)
{
	struct loader l = a_loader(model, running);
	struct firmware_file *f;
	struct firmware fw;
	enum verdict v;

	l.hardware = hardware;
	ck_assert_int_eq(firmware_make(&fw, load, 65536), 0);
	f = list_of(&fw);
	v = l.handset->family->judge(&l, f->name, f->data, f->size, list);
	firmware_finish(&fw);
	return v;
}

START_TEST(each_kind_takes_its_own_lists)
{
	struct image_list list;

	ck_assert_int_eq(judge_load(kinds[_i].model, kinds[_i].running, kinds[_i].load, 0, &list),
			 VERDICT_TAKE);
	ck_assert_uint_eq(list.count, kinds[_i].images);
	if (kinds[_i].other)
		ck_assert_int_eq(judge_load(kinds[_i].model, kinds[_i].running, kinds[_i].other, 0, &list),
				 VERDICT_WRONG);
}
END_TEST

/* Whole ones; cut off where that shows; under another name where that is inside. */
static void check_image(const struct loader *l, const struct image_list *list,
			const struct firmware_file *f)
{
	const struct family *family = l->handset->family;
	bool bare = f->data[0] != 0x01 && f->data[0] != 0xcd;
	bool told = f->data[0] == 0xcd || (bare && strstr(f->name, "rootfs"));

	ck_assert_int_eq(family->image(l, list, f->name, f->data, f->size), VERDICT_TAKE);
	for (size_t n = 0; !bare && n < 400; n += 13)
		ck_assert_int_eq(family->image(l, list, f->name, f->data, n), VERDICT_BROKEN);
	for (size_t i = 0; i < list->count; i++)
		told |= strcmp(list->name[i], f->name) == 0 && list->size[i];
	if (told || family == &family_wireless || strstr(f->name, "69"))
		if (!strstr(f->name, "6945"))
			ck_assert_int_eq(family->image(l, list, f->name, f->data, f->size - 100),
					 VERDICT_BROKEN);
	if (!bare)
		ck_assert_int_eq(family->image(l, list, "other.sbn", f->data, f->size), VERDICT_NAME);
}

START_TEST(each_kind_takes_its_own_images)
{
	struct loader l = a_loader(kinds[_i].model, kinds[_i].running);
	const struct family *family = l.handset->family;
	struct flash flash = { .load = "" };
	struct firmware_file *f;
	struct image_list list;
	struct firmware fw;

	ck_assert_int_eq(firmware_make(&fw, kinds[_i].load, 65536), 0);
	f = list_of(&fw);
	ck_assert_int_eq(family->judge(&l, f->name, f->data, f->size, &list), VERDICT_TAKE);
	for (size_t i = 0; i < list.count; i++) {
		struct firmware_file *image = firmware_find(&fw, list.name[i]);

		ck_assert_ptr_nonnull(image);
		if (family != &family_java)
			check_image(&l, &list, image);
	}
	ck_assert(family->wrote(&l, f->name, &list, list.name[list.count - 1], &flash));
	ck_assert_str_eq(flash.load, kinds[_i].load);
	firmware_finish(&fw);
}
END_TEST

START_TEST(boards_are_compared)
{
	struct image_list list;

	/* "#? HW_REV 0-4.*" */
	ck_assert_int_eq(judge_load("7921", NULL, "CP7921G-1.4.6.3", 4, &list), VERDICT_TAKE);
	ck_assert_int_eq(judge_load("7921", NULL, "CP7921G-1.4.6.3", 5, &list), VERDICT_HARDWARE);
	ck_assert_int_eq(judge_load("7841", "sip78xx.11-5-1-18", "sip78xx.12-8-1-0101-482", 1, &list),
			 VERDICT_TAKE);
	ck_assert_str_eq(list.name[0], "sboot78xx.12-8-1-0101-482.sbn");
	ck_assert_int_eq(judge_load("7841", "sip78xx.11-5-1-18", "sip78xx.12-8-1-0101-482", 2, &list),
			 VERDICT_TAKE);
	ck_assert_str_eq(list.name[0], "sboot2.78xx.12-8-1-0101-482.sbn");
	ck_assert_int_eq(judge_load("8841", "sip88xx.11-5-1-18", "sip88xx.12-8-1-0101-482", 3, &list),
			 VERDICT_TAKE);
	ck_assert_str_eq(list.name[0], "sb2388xx.BE-01-002P.sbn");
	ck_assert_int_eq(judge_load("8841", "sip88xx.11-5-1-18", "sip88xx.12-8-1-0101-482", 4, &list),
			 VERDICT_HARDWARE);
}
END_TEST

static void asks_are(const struct loader *l, const char *wanted)
{
	char names[256] = "";
	size_t len = 0;

	for (const struct ask *a = family_digits.asks(l); a->name && len < sizeof(names); a++)
		len += (size_t)snprintf(names + len, sizeof(names) - len, "%s ", a->name);
	ck_assert_str_eq(names, wanted);
}

/* As eight of them did: the loader never asks for SIPDefault.cnf, a SIP application first. */
START_TEST(a_7940_asks_twice)
{
	struct loader l = { .running = "P0S3-8-12-00", .universal = "P003-8-12-00" };

	asks_are(&l, "CTLSEP%M.tlv SEP%M.cnf.xml SIP%M.cnf MGC%M.cnf XMLDefault.cnf.xml ");
	ck_assert_uint_eq(family_digits.resend(&l)->sends, 4);
	ck_assert_int_eq(family_digits.resend(&l)->first_ms, 1000);
	l.application = true;
	asks_are(&l, "SIPDefault.cnf SIP%M.cnf ");
	ck_assert_uint_eq(family_digits.resend(&l)->sends * family_digits.resend(&l)->ports, 15);
	l.running = "P0030801SR02";
	asks_are(&l, "CTLSEP%M.tlv SEP%M.cnf.xml XMLDefault.cnf.xml ");
	ck_assert_int_le(family_digits.flash_ms("P003-8-12-00.sbn"), 5000);
	ck_assert_int_gt(family_digits.flash_ms("P0S3-8-12-00.sb2"), 5000);
}
END_TEST

/* What a 7940 of before the universal loader makes of an image. */
static const struct {
	const char *running, *load, *image;
	enum verdict verdict;
} images[] = {
	{ "P0S3-04-4-00", "P0S3-05-3-00", "P0S3-05-3-00.bin", VERDICT_TAKE },
	{ "P0S3-04-3-00", "P0S3-05-3-00", "P0S3-05-3-00.bin", VERDICT_PROTOCOL },
	{ "P0S3-04-3-00", "P0S3-04-4-00", "P0S3-04-4-00.bin", VERDICT_TAKE },
	{ "P0S3-05-3-00", "P0S3-06-0-00", "P0S3-06-0-00.sbn", VERDICT_TAKE },
	{ "P0S3-05-3-00", "P0S3-06-0-00", "P0S3-06-0-00.bin", VERDICT_UNSIGNED },
	{ "P0S3-05-2-00", "P0S3-06-0-00", "P0S3-06-0-00.sbn", VERDICT_PROTOCOL },
	{ "P0S3-05-3-00", "P0S3-07-4-00", "P003-07-4-00.sbn", VERDICT_PROTOCOL },
	{ "P0S3-06-0-00", "P0S3-07-4-00", "P003-07-4-00.sbn", VERDICT_TAKE },
	{ "P00303030300", "P00305000200", "P00305000200.bin", VERDICT_TAKE },
	{ "P00303030300", "P0S3-07-4-00", "P003-07-4-00.bin", VERDICT_PROTOCOL },
	{ "P00305000200", "P0S3-07-4-00", "P003-07-4-00.sbn", VERDICT_TAKE },
};

START_TEST(an_old_7940_knows_its_jumps)
{
	struct loader l = a_loader("7940", images[_i].running);
	struct firmware_file *f;
	struct firmware fw;

	ck_assert_ptr_null(l.universal);
	ck_assert_int_eq(firmware_make(&fw, images[_i].load, 65536), 0);
	f = firmware_find(&fw, images[_i].image);
	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(family_digits.image(&l, NULL, f->name, f->data, f->size), images[_i].verdict);
	firmware_finish(&fw);
}
END_TEST

/* Two restarts for each set with a loader; the loader that is there stays. */
START_TEST(a_7940_takes_loader_and_application)
{
	struct loader l = a_loader("7940", "P0S3-06-0-00");
	struct image_list list = { .count = 1 };
	struct flash flash = { .load = "P0S3-06-0-00" };
	char name[128];

	ck_assert_str_eq(family_digits.asks(&l)[0].name, "OS79XX.TXT");
	ck_assert(family_digits.begins(&l, "P003-07-4-00", name));
	ck_assert_str_eq(name, "P003-07-4-00.sbn");
	ck_assert(family_digits.wrote(&l, name, &list, name, &flash));
	ck_assert_str_eq(flash.load, "P003-07-4-00");
	ck_assert_str_eq(flash.loader, "P003-07-4-00");

	l.running = flash.load;
	l.universal = flash.loader;
	ck_assert_str_eq(family_digits.asks(&l)[0].name, "CTLSEP%M.tlv");
	ck_assert(!family_digits.begins(&l, "P0S3-07-4-00", name));
	ck_assert_str_eq(name, "P0S3-07-4-00.loads");
	ck_assert_int_eq(judge_load("7940", "P0S3-07-4-00", "P0S3-07-4-00", 0, &list), VERDICT_TAKE);
	ck_assert_uint_eq(family_digits.needs(&l, &list, 0), 1);
	ck_assert(family_digits.wrote(&l, name, &list, list.name[1], &flash));
	ck_assert_str_eq(flash.load, "P0S3-07-4-00");

	ck_assert_int_eq(judge_load("7940", "P0S3-07-4-00", "P0S3-8-12-00", 0, &list), VERDICT_TAKE);
	ck_assert_uint_eq(family_digits.needs(&l, &list, 0), 0);
	ck_assert(family_digits.wrote(&l, "P0S3-8-12-00.loads", &list, list.name[0], &flash));
	ck_assert_str_eq(flash.load, "P0S3-07-4-00");
	ck_assert_str_eq(flash.loader, "P003-8-12-00");
}
END_TEST

START_TEST(firmware_turns_down_what_is_no_load)
{
	static const char *const no[] = {
		"", "P003", "P003-8-12-00", "P0S3-", "SCCP69xx.", "SCCP69xx.a", "SIP45", "CP7921G-1/2",
		"sip88xx...", "ATA", "term45.default", "XCCP69xx.9-4-1-3",
	};
	struct firmware fw;

	for (size_t i = 0; i < NR_ARRAY_SIZE(no); i++)
		ck_assert_int_lt(firmware_make(&fw, no[i], 65536), 0);
}
END_TEST

/* -- HTTP ------------------------------------------------------------------------ */

static enum http_result hear(struct http *h, const char *text, size_t pieces)
{
	enum http_result r = HTTP_GOING;

	http_begin(h, 1000);
	for (size_t i = 0; i < strlen(text) && r == HTTP_GOING; i += pieces) {
		size_t left = strlen(text + i);

		r = http_input(h, (const uint8_t *)text + i, left < pieces ? left : pieces);
	}
	return r;
}

START_TEST(http_takes_one_kind_of_answer)
{
	static const char head[] = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n";
	char answer[HTTP_REQUEST_MAX];
	struct http h;

	ck_assert_uint_eq(http_request(answer, "a.loads", "10.77.0.1", HTTP_PORT, ""), 46);
	ck_assert_str_eq(answer, "GET /a.loads HTTP/1.1\r\nHost:10.77.0.1:6970\r\n\r\n");
	snprintf(answer, sizeof(answer), "%sload", head);
	for (size_t n = 1; n < 50; n++) {
		ck_assert_int_eq(hear(&h, answer, n), HTTP_DONE);
		ck_assert_mem_eq(h.data, "load", 4);
		http_finish(&h);
	}
	ck_assert_int_eq(hear(&h, head, 9), HTTP_GOING);
	http_finish(&h);
	snprintf(answer, sizeof(answer), "%sloads", head);
	ck_assert_int_eq(hear(&h, answer, 100), HTTP_FAILED);
	http_finish(&h);
	ck_assert_int_eq(hear(&h, "HTTP/1.1 404 Not Found\r\n\r\n", 7), HTTP_ABSENT);
	ck_assert_int_eq(hear(&h, "HTTP/1.1 302 Found\r\n\r\n", 7), HTTP_FAILED);
	ck_assert_int_eq(hear(&h, "HTTP/1.0 200 OK\r\nContent-Length: 4\r\n\r\n", 7), HTTP_FAILED);
	ck_assert_int_eq(hear(&h, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 7),
			 HTTP_FAILED);
	ck_assert_int_eq(hear(&h, "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", 7), HTTP_FAILED);
}
END_TEST

START_TEST(http_reads_no_endless_header)
{
	static uint8_t much[HTTP_HEAD_MAX + 1];
	struct http h;

	memset(much, 'x', sizeof(much));
	http_begin(&h, 1000);
	ck_assert_int_eq(http_input(&h, much, HTTP_HEAD_MAX), HTTP_GOING);
	ck_assert_int_eq(http_input(&h, much, 1), HTTP_FAILED);
}
END_TEST

/* -- the rest ------------------------------------------------------------------ */

START_TEST(text_settings_are_pairs)
{
	static const char first[] = "image_version: P0S3-05-3-00\r\nproxy1_address: \"10.77.0.1\"\n"
				    "proxy1_port: 5070\n# image_version: no\n";
	static const char second[] = "image_version : \"P0S3-06-0-00\"\nline1_name: x";
	struct settings s = { .load = "" };

	settings_read_text((const uint8_t *)first, sizeof(first) - 1, &s);
	ck_assert_str_eq(s.load, "P0S3-05-3-00");
	ck_assert_uint_eq(s.call_manager, 0x0a4d0001);
	ck_assert_uint_eq(s.sip_port, 5070);
	settings_read_text((const uint8_t *)second, sizeof(second) - 1, &s);
	ck_assert_str_eq(s.load, "P0S3-06-0-00");
	ck_assert_uint_eq(s.sip_port, 5070);
}
END_TEST

START_TEST(lldp_frame_is_well_formed)
{
	struct cdp_says s = {
		.mac = mac, .device = "SEPA8B1D41F4EC9", .version = "SCCP6901.9-3-1-SR2-2",
		.platform = "Cisco IP Phone 6901", .ip = 0x0a4d000a,
	};
	uint8_t out[CDP_FRAME_MAX];
	size_t len = lldp_encode(&s, out), at = 14;

	/* LLDP; TLV 1, 6 bytes: chassis, address (5), IPv4, 10.77.0.10; TLV 2, 16 bytes: port, local (7) */
	ck_assert_mem_eq(out + 12, "\x88\xcc\x02\x06\x05\x01\x0a\x4d\0\x0a\x04\x10\x07" "A8B1D41F4EC9:P1", 28);
	while (at + 2 < len)
		at += 2u + ((out[at] & 1u) << 8) + out[at + 1];
	ck_assert_uint_eq(at + 2, len);
}
END_TEST

#define CALL_MANAGER \
	"<callManagerGroup><members><member priority=\"0\"><callManager><ports>" \
	"<ethernetPhonePort>2000</ethernetPhonePort></ports>" \
	"<processNodeName>10.77.0.1</processNodeName></callManager></member></members></callManagerGroup>"

static const char *settings_of(const char *text, struct settings *out)
{
	return settings_read((const uint8_t *)text, strlen(text), 435, out);
}

START_TEST(settings_need_a_call_manager)
{
	struct settings s;

	ck_assert_ptr_null(settings_of("<device><devicePool>" CALL_MANAGER "</devicePool>"
				       "<loadInformation> SCCP45.8-5-2S </loadInformation></device>", &s));
	ck_assert_str_eq(s.load, "SCCP45.8-5-2S");
	ck_assert_uint_eq(s.call_manager, 0x0a4d0001);
	ck_assert_uint_eq(s.sccp_port, 2000);
	ck_assert_ptr_null(settings_of("<Default>" CALL_MANAGER "<loadInformation434>x</loadInformation434>"
				       "<loadInformation435>y</loadInformation435></Default>", &s));
	ck_assert_str_eq(s.load, "y");
	ck_assert_ptr_nonnull(settings_of("<device><loadInformation>x</loadInformation></device>", &s));
	ck_assert_ptr_nonnull(settings_of("<device>" CALL_MANAGER "</device>", &s));
	ck_assert_ptr_nonnull(settings_of("<Default>" CALL_MANAGER, &s));
	ck_assert_ptr_nonnull(settings_of("", &s));
}
END_TEST

/* Lengths, SNAP and the first TLV; tshark has verified the checksum. */
START_TEST(cdp_frame_is_well_formed)
{
	struct cdp_says s = {
		.mac = mac, .device = "SEPA8B1D41F4EC9", .version = "SCCP11.8-4-3S",
		.platform = "Cisco IP Phone 7911",
	};
	uint8_t out[CDP_FRAME_MAX];
	size_t len = cdp_encode(&s, out);

	ck_assert_uint_eq((unsigned)(out[12] << 8 | out[13]), len - 14);
	/* LLC: SNAP; 00-00-0c, CDP (2000); version 2, 180 s.  TLV 1: device, 19 bytes; TLV 2 */
	ck_assert_mem_eq(out + 14, "\xaa\xaa\x03\x00\x00\x0c\x20\x00\x02\xb4", 10);
	ck_assert_mem_eq(out + 26, "\0\1\0\x13SEPA8B1D41F4EC9\0\2", 21);
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("rules");

	tcase_add_test(t, discover_is_that_of_a_7911);
	tcase_add_test(t, offer_with_option_150_is_taken);
	tcase_add_test(t, offer_with_text_in_option_150_is_thrown_away);
	tcase_add_test(t, overload_is_honoured);
	tcase_add_test(t, replies_to_others_are_not_ours);
	tcase_add_test(t, tftp_takes_blocks_in_order_only);
	tcase_add_test(t, tftp_block_numbers_wrap_to_zero);
	tcase_add_test(t, tftp_understands_errors);
	tcase_add_loop_test(t, loader_knows_its_jumps, 0, NR_ARRAY_SIZE(jumps));
	tcase_add_test(t, wiped_loader_may_be_old);
	tcase_add_test(t, loader_compares_hardware);
	tcase_add_test(t, loader_sees_damage);
	tcase_add_loop_test(t, manifest_tells_the_load, 0, NR_ARRAY_SIZE(results));
	tcase_add_loop_test(t, each_kind_takes_its_own_lists, 0, NR_ARRAY_SIZE(kinds));
	tcase_add_loop_test(t, each_kind_takes_its_own_images, 0, NR_ARRAY_SIZE(kinds));
	tcase_add_test(t, boards_are_compared);
	tcase_add_loop_test(t, an_old_7940_knows_its_jumps, 0, NR_ARRAY_SIZE(images));
	tcase_add_test(t, a_7940_takes_loader_and_application);
	tcase_add_test(t, a_7940_asks_twice);
	tcase_add_test(t, firmware_turns_down_what_is_no_load);
	tcase_add_test(t, http_takes_one_kind_of_answer);
	tcase_add_test(t, http_reads_no_endless_header);
	tcase_add_test(t, text_settings_are_pairs);
	tcase_add_test(t, lldp_frame_is_well_formed);
	tcase_add_test(t, settings_need_a_call_manager);
	tcase_add_test(t, cdp_frame_is_well_formed);
	return suite_run("phone", t);
}
