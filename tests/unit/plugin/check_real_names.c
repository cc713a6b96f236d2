/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 the netrecover contributors */
/*
 * check_real_names.c -- real names, and what public documents say of them: release notes,
 * guides, load lists in public repositories, logs.  A row is what the source says, in the
 * form in which explain prints it.  Where a row says another thing than its source, the
 * comment above it says why.
 */
#include <config.h>

#include "core/plugin/knowledge.h"
#include "core/plugin/names.h"
#include "core/plugin/version.h"
#include "tests/unit/modules.h"
#include "tests/unit/suite.h"

#include <strings.h>

static struct plugins all;

#define G40     "7940,7960"
#define G41     "7941,7941G-GE,7961,7961G-GE"
#define G69     "6921,6941,6961"
#define G78     "7811,7821,7841,7861"
#define G88     "8811,8841,8851,8851NR,8861"
#define G8832   "8832,8832NR"
#define G8845   "8845,8865,8865NR"
#define ATA     "ATA186,ATA188"
#define ALL     "*"     /* nearly every model */

/* sources of many rows */
#define CME     "Cisco CME administrator guide, examples and tables"
#define SU3     "call manager release note, firmware versions in this release"
#define CDP     "CDP of a phone, public"
#define LISTS   "public load list, configuration or file listing"
#define LOGS    "public log of a file server"
#define PROV    "dkgroot/provision_sccp"
#define STASKO  "staskobzar/cisco_prov"
#define GARNET  "GarnetAlliance/Cisco-8861-mpp"
#define DENISA  "DenisaCureu/Connect-Cisco-IP-Phones-to-a-Unified-Communications-System-in-the-Cloud"

#define LOAD            "load"
#define COMPONENT       "component"
#define ARCHIVE         "archive"
#define MANIFEST        "manifest"
#define MARKER          "marker"
#define TRUST           "trust"
#define CONFIGURATION   "configuration"
#define LOCALE          "locale"
#define TONES           "tones"
#define FOREIGN         "foreign"

/* @load: of an image or archive, where its name tells. */
static const struct row {
	const char *name, *kind, *models, *version, *protocol, *load, *source;
} rows[] = {
	{ "cmterm-8831-sip.9-3-3-5.cop.sgn", ARCHIVE, "8831", "9.3(3) b5", "SIP",
	  "sip8831.9-3-3-5", "release note 8831 9.3(3)" },
	{ "cmterm-8831-sip.9-3-3-TO-10-3-1-v2.zip", ARCHIVE, "8831", "9.3(3) to 10.3(1)",
	  "SIP", "sip8831.9-3-3-TO-10-3-1-v2", "release note 8831 10.3(1)SR6" },
	{ "cmterm-8831-sip.9-3-3-TO-10-3-1-v2.cop.sgn", ARCHIVE, "8831", "9.3(3) to 10.3(1)",
	  "SIP", "sip8831.9-3-3-TO-10-3-1-v2", "release note 8831 10.3(1)SR6" },
	/* which load an archive of one region holds, no document says */
	{ "cmterm-8831-sip.10-3-1SR6-4-LA.cop.sgn", ARCHIVE, "8831", "10.3(1)SR6-4 LA", "SIP",
	  "", "release note 8831 10.3(1)SR6" },
	{ "cmterm-8831-sip.10-3-1SR6-4-BR.cop.sgn", ARCHIVE, "8831", "10.3(1)SR6-4 BR", "SIP",
	  "", "release note 8831 10.3(1)SR6" },
	{ "cmterm-8831-sip.10-3-1SR6-4-TW.zip", ARCHIVE, "8831", "10.3(1)SR6-4 TW", "SIP", "",
	  "release note 8831 10.3(1)SR6" },
	{ "cmterm-8831-sip.10-3-1SR6-4-JP.zip", ARCHIVE, "8831", "10.3(1)SR6-4 JP", "SIP", "",
	  "release note 8831 10.3(1)SR6" },
	{ "cmterm-8831-sip.10-3-1SR4b-1-NA.zip", ARCHIVE, "8831", "10.3(1)SR4b-1 NA", "SIP",
	  "", "release note 8831 10.3(1)SR4b" },
	{ "cmterm-8831-sip.10-3-1SR4b-1-EU.cop.sgn", ARCHIVE, "8831", "10.3(1)SR4b-1 EU",
	  "SIP", "", "release note 8831 10.3(1)SR4b" },
	{ "cmterm-8831-sip.10-3-1SR7-2-NA.zip", ARCHIVE, "8831", "10.3(1)SR7-2 NA", "SIP", "",
	  LISTS },
	{ "cmterm-8831-sip.10-3-1SR6-4.cop.sgn", ARCHIVE, "8831", "10.3(1)SR6-4", "SIP",
	  "sip8831.10-3-1SR6-4", LISTS },
	{ "cmterm-6901_6911-sccp.9-3-1-2.zip", ARCHIVE, "6901,6911", "9.3(1) b2", "SCCP",
	  "SCCP6901.9-3-1-2", "release note 6900 9.3(1)" },
	{ "cmterm-6901_6911-sccp.9-3-1-2.cop.sgn", ARCHIVE, "6901,6911", "9.3(1) b2", "SCCP",
	  "SCCP6901.9-3-1-2", "release note 6900 9.3(1)" },
	{ "cmterm-6945-sip.9-3-1-5.zip", ARCHIVE, "6945", "9.3(1) b5", "SIP",
	  "SIP6945.9-3-1-5", "release note 6900 9.3(1)" },
	{ "cmterm-6901-sip.9-3-1-SR3-1.zip", ARCHIVE, "6901", "9.3(1)SR3-1", "SIP",
	  "SIP6901.9-3-1-SR3-1", "release note 6901 9.3(1)SR3" },
	{ "cmterm-6901-sccp.9-3-1-SR3-1.zip", ARCHIVE, "6901", "9.3(1)SR3-1", "SCCP",
	  "SCCP6901.9-3-1-SR3-1", "release note 6901 9.3(1)SR3" },
	{ "cmterm-6901-sip.9-3-1-SR3-1.k4.cop.sha512", ARCHIVE, "6901", "9.3(1)SR3-1", "SIP",
	  "SIP6901.9-3-1-SR3-1", "release note 6901 9.3(1)SR3" },
	{ "SIP69xx.9-4-1-3SR3", LOAD, G69, "9.4(1)SR3 b3", "SIP", "", LISTS },
	{ "SCCP69xx.9-4-1-3", LOAD, G69, "9.4(1) b3", "SCCP", "", LISTS },
	{ "SCCP69xx.9-4-1-3SR1", LOAD, G69, "9.4(1)SR1 b3", "SCCP", "", LISTS },
	{ "cmterm-3905.9-4-1SR4-2.k4.cop.sha512", ARCHIVE, "3905", "9.4(1)SR4-2", "SIP",
	  "CP3905.9-4-1SR4-2", "release note 3905 9.4(1)SR4" },
	{ "cmterm-78xx.12-8-1-0001-455.k3.cop.sgn", ARCHIVE, G78, "12.8(1)", "SIP",
	  "sip78xx.12-8-1-0001-455", "release note 7800 12.8(1)" },
	{ "cmterm-78xx.14-0-1-0001-135.k3.cop.sha512", ARCHIVE, G78, "14.0(1)", "SIP",
	  "sip78xx.14-0-1-0001-135", "release note 7800 14.0(1)" },
	{ "cmterm-78xx.14-0-1-0306-175.k3.cop.sha512", ARCHIVE, G78, "14.0(1)SR3 0306", "SIP",
	  "sip78xx.14-0-1-0306-175", "release note 7800 14.0(1)SR3" },
	{ "cmterm-78xx.12-7-1-0001-393.k3.cop.sgn", ARCHIVE, G78, "12.7(1)", "SIP",
	  "sip78xx.12-7-1-0001-393", "release note 7800 12.7(1)" },
	{ "cmterm-78xx.11-5-1-18.zip", ARCHIVE, G78, "11.5(1) b18", "SIP", "sip78xx.11-5-1-18",
	  LISTS },
	{ "cmterm-7832-sip.14-4-1-0201-225.k4.cop.sha512", ARCHIVE, "7832", "14.4(1)SR2",
	  "SIP", "sip7832.14-4-1-0201-225", "release note 7832" },
	{ "cmterm-7832.11-3-3MPP0001-377_REL.zip", ARCHIVE, "7832", "11.3(3) MPP0001", "MPP",
	  "sip7832.11-3-3MPP0001-377", "release note 7832 MPP" },
	{ "cmterm-7832.12.0.1MPP0001.245_REL.zip", ARCHIVE, "7832", "12.0(1) MPP0001", "MPP",
	  "sip7832.12-0-1MPP0001-245", "release note 7832 MPP" },
	{ "cmterm-7832.12-0-3MPP0001-87.zip", ARCHIVE, "7832", "12.0(3) MPP0001", "MPP",
	  "sip7832.12-0-3MPP0001-87", "release note 7832 MPP" },
	{ "cmterm-7832.11-3-1MSR4-1_REL.zip", ARCHIVE, "7832", "11.3(1)SR4 MSR4-1", "MPP",
	  "sip7832.11-3-1MSR4-1", "release note 7832 MPP" },
	{ "cmterm-7832.12-0-7MPP0301-92_REL.zip", ARCHIVE, "7832", "12.0(7)SR3 MPP0301", "MPP",
	  "sip7832.12-0-7MPP0301-92", "release note 7832 MPP" },
	{ "cmterm-7832.12-0-7MPP0201-66_REL.zip", ARCHIVE, "7832", "12.0(7)SR2 MPP0201", "MPP",
	  "sip7832.12-0-7MPP0201-66", "release note 7832 MPP" },
	{ "cmterm-8832.11-2-3MPP-398_REL.zip", ARCHIVE, G8832, "11.2(3) MPP b398", "MPP",
	  "sip8832.11-2-3MPP-398", "release note 8832 MPP" },
	{ "cmterm-8832-sip.12-5-1SR3-74.k3.cop.sgn", ARCHIVE, G8832, "12.5(1)SR3-74", "SIP",
	  "sip8832.12-5-1SR3-74", "release note 8832 12.5(1)SR3" },
	{ "cmterm-8832.12-0-3MPP0001-87_REL.zip", ARCHIVE, G8832, "12.0(3) MPP0001", "MPP",
	  "sip8832.12-0-3MPP0001-87", "release note 8832 MPP" },
	{ "cmterm-8832.12-0-7MPP0001-46_REL.zip", ARCHIVE, G8832, "12.0(7) MPP0001", "MPP",
	  "sip8832.12-0-7MPP0001-46", "release note 8832 MPP" },
	{ "cmterm-8832.12-0-7MPP0301-92_REL.zip", ARCHIVE, G8832, "12.0(7)SR3 MPP0301", "MPP",
	  "sip8832.12-0-7MPP0301-92", "release note 8832 MPP" },
	{ "cmterm-8832.12-0-5MPP0001-325_REL.zip", ARCHIVE, G8832, "12.0(5) MPP0001", "MPP",
	  "sip8832.12-0-5MPP0001-325", "release note 8832 MPP" },
	{ "cmterm-8832-sip.14-0-1-0201-171.k3.cop.sha512", ARCHIVE, G8832, "14.0(1)SR2", "SIP",
	  "sip8832.14-0-1-0201-171", "release note 8832 14.0(1)SR2" },
	{ "sip8832.11-3-7MPP0001.272", LOAD, G8832, "11.3(7) MPP0001", "MPP", "",
	  "release note 8832 MPP" },
	{ "sip8832.11-3-7MPP0101-284", LOAD, G8832, "11.3(7)SR1 MPP0101", "MPP", "",
	  "release note 8800 MPP 11.3(7)SR1" },
	{ "sip8845_65.11-3-7MPP0101-284", LOAD, G8845, "11.3(7)SR1 MPP0101", "MPP", "",
	  "release note 8800 MPP 11.3(7)SR1" },
	{ "sip8832.12-0-3MPP0001-87", LOAD, G8832, "12.0(3) MPP0001", "MPP", "",
	  "release note 8832 MPP" },
	{ "sip8832.12-0-5MPP0001-325", LOAD, G8832, "12.0(5) MPP0001", "MPP", "",
	  "release note 8832 MPP" },
	{ "sip8832.12-0-4MPP0101-205", LOAD, G8832, "12.0(4)SR1 MPP0101", "MPP", "",
	  "release note 8832 MPP" },
	/* loads 14.x have no mark of the product: their release notes are those of a call manager */
	{ "sip8832.14-4-1-0001-36", LOAD, G8832, "14.4(1)", "SIP", "", LISTS },
	{ "sip8845_65.14-4-1-0001-36", LOAD, G8845, "14.4(1)", "SIP", "", LISTS },
	{ "sip78xx.14-4-1-0001-36", LOAD, G78, "14.4(1)", "SIP", "", LISTS },
	/* the source has it on a multiplatform phone; the name says nothing of the kind */
	{ "sip8845_65.14-4-1-0401-1", LOAD, G8845, "14.4(1)SR4", "SIP", "", LISTS },
	{ "sip88xx.14-2-1-0101-26", LOAD, G88, "14.2(1)SR1", "SIP", "", LISTS },
	{ "sip8845_65.14-2-1-0101-26", LOAD, G8845, "14.2(1)SR1", "SIP", "", LISTS },
	{ "sip78xx.14-2-1-0101-26", LOAD, G78, "14.2(1)SR1", "SIP", "", LISTS },
	{ "sip88xx.12-7-1-0001-393", LOAD, G88, "12.7(1)", "SIP", "", LISTS },
	{ "sip8845_65.12-7-1-0001-393", LOAD, G8845, "12.7(1)", "SIP", "", LISTS },
	{ "sip8845_65.14-1-1-0001-125", LOAD, G8845, "14.1(1)", "SIP", "", LISTS },
	{ "sip78xx.14-1-1-0001-136", LOAD, G78, "14.1(1)", "SIP", "", LISTS },
	{ "sip8821.11-0-6SR2-4", LOAD, "8821", "11.0(6)SR2-4", "SIP", "", LISTS },
	{ "sip8821.11-0-5SR1-4", LOAD, "8821", "11.0(5)SR1-4", "SIP", "", LISTS },
	{ "sip8821.11-0-6SR8-2", LOAD, "8821", "11.0(6)SR8-2", "SIP", "", LISTS },
	{ "cmterm-8821-sip.11-0-6-7.k3.cop.sgn", ARCHIVE, "8821", "11.0(6) b7", "SIP",
	  "sip8821.11-0-6-7", "release note 8821" },
	{ "cmterm-8821-sip.11-0-3SR4-3.k3.cop.sgn", ARCHIVE, "8821", "11.0(3)SR4-3", "SIP",
	  "sip8821.11-0-3SR4-3", "release note 8821" },
	{ "cmterm-8821-sip.11-0-6SR7-2.k4.cop.sha512", ARCHIVE, "8821", "11.0(6)SR7-2", "SIP",
	  "sip8821.11-0-6SR7-2", "release note 8821" },
	{ "cmterm-8821-sip.11-0-5SR1-4.k3.cop.sgn", ARCHIVE, "8821", "11.0(5)SR1-4", "SIP",
	  "sip8821.11-0-5SR1-4", "release note 8821" },
	{ "cmterm-8821-sip.11-0-2SR1-1.k3.cop.sgn", ARCHIVE, "8821", "11.0(2)SR1-1", "SIP",
	  "sip8821.11-0-2SR1-1", "release note 8821" },
	{ "cmterm-8821-sip.11-0-5SR3-2.k3.cop.sgn", ARCHIVE, "8821", "11.0(5)SR3-2", "SIP",
	  "sip8821.11-0-5SR3-2", "release note 8821" },
	/* pictures for that release, no firmware */
	{ "cmterm-8821-sip.11-0-4_wallpaper.k3.cop.sgn", ARCHIVE, "8821", "11.0(4)", "SIP", "",
	  "release note 8821" },
	{ "cmterm-88xx-sip.14-0-1-0101-145.k3.cop.sha512", ARCHIVE, G88, "14.0(1)SR1", "SIP",
	  "sip88xx.14-0-1-0101-145", "release note 8800" },
	{ "cmterm-88xx-sip.12-5-1SR2-2.k3.cop.sgn", ARCHIVE, G88, "12.5(1)SR2-2", "SIP",
	  "sip88xx.12-5-1SR2-2", "release note 8800" },
	{ "cmterm-8845_65-sip.12-5-1SR2-2.k3.cop.sgn", ARCHIVE, G8845, "12.5(1)SR2-2", "SIP",
	  "sip8845_65.12-5-1SR2-2", "release note 8800" },
	{ "cmterm-88xx-sip.10-2-2-16.cop.sgn", ARCHIVE, G88, "10.2(2) b16", "SIP",
	  "sip88xx.10-2-2-16", "release note 8800" },
	{ "cmterm-8845_65-sip.12-8-1-0101-482.k3.cop.sgn", ARCHIVE, G8845, "12.8(1)SR1", "SIP",
	  "sip8845_65.12-8-1-0101-482", "release note 8800" },
	{ "cmterm-88xx.10-3-1-20.zip", ARCHIVE, G88, "10.3(1) b20", "SIP", "sip88xx.10-3-1-20",
	  "release note 8800" },
	{ "cmterm-8845_65.11-1-2MPP-351_REL.zip", ARCHIVE, G8845, "11.1(2) MPP b351", "MPP",
	  "sip8845_65.11-1-2MPP-351", "release note 8800 MPP" },
	{ "cmterm-8845_65.11-3-2MPP0001-609_REL.zip", ARCHIVE, G8845, "11.3(2) MPP0001", "MPP",
	  "sip8845_65.11-3-2MPP0001-609", "release note 8800 MPP" },
	{ "cmterm-88xx.11-3-2MPP0001-609_REL.zip", ARCHIVE, G88, "11.3(2) MPP0001", "MPP",
	  "sip88xx.11-3-2MPP0001-609", "release note 8800 MPP" },
	{ "cmterm-88xx.12.0.1MPP0001.245_REL.zip", ARCHIVE, G88, "12.0(1) MPP0001", "MPP",
	  "sip88xx.12-0-1MPP0001-245", "release note 8800 MPP" },
	{ "cmterm-8845_65.11-3-6MPP0001-273_REL.zip", ARCHIVE, G8845, "11.3(6) MPP0001", "MPP",
	  "sip8845_65.11-3-6MPP0001-273", "release note 8800 MPP" },
	{ "cmterm-8845_65.11-3-6MPP0102-277_REL.zip", ARCHIVE, G8845, "11.3(6)SR1 MPP0102",
	  "MPP", "sip8845_65.11-3-6MPP0102-277", "release note 8800 MPP 11.3(6)MSR1" },
	{ "sip8845_65.11-3-6MPP0102-277", LOAD, G8845, "11.3(6)SR1 MPP0102", "MPP", "",
	  "release note 8800 MPP 11.3(6)MSR1" },
	{ "cmterm-8845_65.11-3-4MPP0001-374_REL.zip", ARCHIVE, G8845, "11.3(4) MPP0001", "MPP",
	  "sip8845_65.11-3-4MPP0001-374", "release note 8800 MPP" },
	{ "cmterm-88xx.11-3-4MPP0001-374_REL.zip", ARCHIVE, G88, "11.3(4) MPP0001", "MPP",
	  "sip88xx.11-3-4MPP0001-374", "release note 8800 MPP" },
	{ "sip8845_65.11-3-4MPP0001-374", LOAD, G8845, "11.3(4) MPP0001", "MPP", "",
	  "release note 8800 MPP" },
	{ "sip88xx.11-3-3MPP0001-377", LOAD, G88, "11.3(3) MPP0001", "MPP", "",
	  "release note 8800 MPP" },
	{ "sip8845_65.12.0.2MPP0001.116", LOAD, G8845, "12.0(2) MPP0001", "MPP", "",
	  "release note 8800 MPP" },
	{ "sip88xx.12-0-7MPP0501-123", LOAD, G88, "12.0(7)SR5 MPP0501", "MPP", "", LISTS },
	{ "sip78xx.12-0-7MPP0501-123", LOAD, G78, "12.0(7)SR5 MPP0501", "MPP", "", LISTS },
	{ "sip8845_65.11-1-1MSR1-1", LOAD, G8845, "11.1(1)SR1 MSR1-1", "MPP", "",
	  "release note, multiplatform" },
	{ "sip88xx.11-1-1MSR2-1", LOAD, G88, "11.1(1)SR2 MSR2-1", "MPP", "",
	  "release note, multiplatform" },
	{ "sip78xx.11-1-2MSR1-1", LOAD, G78, "11.1(2)SR1 MSR1-1", "MPP", "",
	  "release note, multiplatform" },
	{ "sip88xx.11-2-3MSR1-1", LOAD, G88, "11.2(3)SR1 MSR1-1", "MPP", "", LISTS },
	{ "sip88xx.11-2-3MPP-398", LOAD, G88, "11.2(3) MPP b398", "MPP", "",
	  "release note, multiplatform" },
	/* builds of the developers print their release and what the name says behind it */
	{ "sip88xx.11-0-0MPP-7dev", LOAD, G88, "11.0(0)MPP-7DEV", "MPP", "", LISTS },
	{ "sip88xx.11-0-0MPP-BN", LOAD, G88, "11.0(0)MPP-BN", "MPP", "", LISTS },
	{ "sip88xx.11-3-2MPP0001-609", LOAD, G88, "11.3(2) MPP0001", "MPP", "", LISTS },
	{ "sip88xx.11-3-1MSR3-3", LOAD, G88, "11.3(1)SR3 MSR3-3", "MPP", "", LISTS },
	/* "CME builds", as the sources call them */
	{ "sip88xx.12-0-1MN-113", LOAD, G88, "12.0(1) MN b113", "SIP", "", CME },
	{ "sip88xx.14-0-1MN-1036", LOAD, G88, "14.0(1) MN b1036", "SIP", "", LISTS },
	{ "sip88xx.12-5-1SR3-74", LOAD, G88, "12.5(1)SR3-74", "SIP", "", LISTS },
	{ "sip78xx.12-5-1SR3-74", LOAD, G78, "12.5(1)SR3-74", "SIP", "", LISTS },
	{ "sip88xx.12-0-1-8", LOAD, G88, "12.0(1) b8", "SIP", "", LISTS },
	{ "sip88xx.12-5-1SR2-2", LOAD, G88, "12.5(1)SR2-2", "SIP", "", LISTS },
	{ "sip78xx.12-5-1SR2-2", LOAD, G78, "12.5(1)SR2-2", "SIP", "", LISTS },
	{ "sip8832.12-5-1SR2-2", LOAD, G8832, "12.5(1)SR2-2", "SIP", "", LISTS },
	{ "sip78xx.TLexE2M-11-2-3C-12", LOAD, G78, "11.2(3) transition", "MPP", "", LISTS },
	{ "sip88xx.14-0-1-0209-31", LOAD, G88, "14.0(1)SR2 0209", "SIP", "", LISTS },
	{ "sip78xx.14-3-1-0001-60", LOAD, G78, "14.3(1)", "SIP", "", LISTS },
	{ "sip78xx.14-3-1-0201-246", LOAD, G78, "14.3(1)SR2", "SIP", "", LISTS },
	{ "sip8845_65.14-3-1-0201-246", LOAD, G8845, "14.3(1)SR2", "SIP", "", LISTS },
	{ "sip88xx.14-2-1-0001-131", LOAD, G88, "14.2(1)", "SIP", "", LISTS },
	{ "sip78xx.14-2-1-0001-131", LOAD, G78, "14.2(1)", "SIP", "", LISTS },
	{ "sip88xx.10-3-1-20", LOAD, G88, "10.3(1) b20", "SIP", "", CDP },
	{ "sip78xx.10-3-1-12", LOAD, G78, "10.3(1) b12", "SIP", "", LISTS },
	{ "sip9951.9-4-2-13", LOAD, "9951", "9.4(2) b13", "SIP", "", LISTS },
	{ "sip9971.9-4-1-9", LOAD, "9971", "9.4(1) b9", "SIP", "", LISTS },
	{ "sip9971.9-4-2SR4-1", LOAD, "9971", "9.4(2)SR4-1", "SIP", "", LISTS },
	{ "SIP9971.9-2-2SR1-9", LOAD, "9971", "9.2(2)SR1-9", "SIP", "", LISTS },
	{ "rootfs9951.9-0-3", COMPONENT, "9951", "9.0(3)", "SIP", "sip9951.9-0-3",
	  "Cisco CME guide, listing of a flash" },
	{ "skern9951.022809R2-9-0-3", COMPONENT, "9951", "9.0(3)", "SIP", "sip9951.9-0-3",
	  "Cisco CME guide, listing of a flash" },
	{ "dkern9951.100609R2-9-0-3", COMPONENT, "9951", "9.0(3)", "SIP", "sip9951.9-0-3",
	  "Cisco CME guide, listing of a flash" },
	{ "kern9951.9-0-3", COMPONENT, "9951", "9.0(3)", "SIP", "sip9951.9-0-3",
	  "Cisco CME guide, listing of a flash" },
	{ "kern8961.9-4-1-9", COMPONENT, "8961", "9.4(1) b9", "SIP", "sip8961.9-4-1-9", LISTS },
	{ "dkern8961.100609R2-9-4-1-9", COMPONENT, "8961", "9.4(1) b9", "SIP",
	  "sip8961.9-4-1-9", LISTS },
	{ "sboot2.78xx.14-2-1-0101-26", COMPONENT, G78, "14.2(1)SR1", "SIP",
	  "sip78xx.14-2-1-0101-26", LISTS },
	{ "sboot78xx.14-2-1-0101-26", COMPONENT, G78, "14.2(1)SR1", "SIP",
	  "sip78xx.14-2-1-0101-26", LISTS },
	{ "rootfs2.78xx.11-0-1-11", COMPONENT, G78, "11.0(1) b11", "SIP", "sip78xx.11-0-1-11",
	  STASKO },
	{ "kern2.78xx.11-0-1-11", COMPONENT, G78, "11.0(1) b11", "SIP", "sip78xx.11-0-1-11",
	  STASKO },
	{ "sipdx650.10-2-3-33", LOAD, "DX650", "10.2(3) b33", "SIP", "", LISTS },
	{ "sipdx650.10-2-5-215", LOAD, "DX650", "10.2(5) b215", "SIP", "", "LLDP of a phone" },
	{ "cmterm-dx70.10-2-4-46.cop.sgn", ARCHIVE, "DX70", "10.2(4) b46", "SIP", "",
	  "release note DX" },
	{ "cmterm-dx70.10-2-5-194.k3.cop.sgn", ARCHIVE, "DX70", "10.2(5) b194", "SIP", "",
	  "release note DX" },
	{ "cmterm-dx80.10-2-5-212.k3.cop.sgn", ARCHIVE, "DX80", "10.2(5) b212", "SIP", "",
	  "release note DX" },
	{ "cmterm-dx70.10-2-2-23.cop.sgn", ARCHIVE, "DX70", "10.2(2) b23", "SIP", "",
	  "release note DX" },
	/* the source reads CE 9.15; but 291117 is a day, and CE 9.15 came four years later */
	{ "sipdx80.ce915.291117", LOAD, "TelePresence-DX70,TelePresence-DX80", "CE 9.1.5",
	  "SIP", "", LISTS },
	{ "sipdx80.ce821.rel", LOAD, "TelePresence-DX70,TelePresence-DX80", "CE 8.2.1", "SIP",
	  "", LISTS },
	{ "cmterm-ata191.12-0-1-29.k3.cop.sgn", ARCHIVE, "ATA191", "12.0(1).29", "SIP",
	  "ATA191.12-0-1-29", "release note ATA191" },
	{ "cmterm-ata191.12-0-1SR2-3.k3.cop.sgn", ARCHIVE, "ATA191", "12.0(1)SR2.3", "SIP",
	  "ATA191.12-0-1SR2-3", "release note ATA191" },
	{ "cmterm-ata191.12-0-1-0301-002.k3.cop.sgn", ARCHIVE, "ATA191", "12.0(1)SR3.2", "SIP",
	  "ATA191.12-0-1-0301-002", "release note ATA191" },
	{ "ata190.1-2-2-003", LOAD, "ATA190", "1.2(2).3", "SIP", "", SU3 },
	{ "ata191.12-0-1SR2-3", LOAD, "ATA191", "12.0(1)SR2.3", "SIP", "", SU3 },
	{ "SCCP31.9-4-2SR2-2S", LOAD, "7931", "9.4(2)SR2-2", "SCCP", "", LISTS },
	{ "SCCP31.8-3-1S", LOAD, "7931", "8.3(1)", "SCCP", "", LISTS },
	{ "SCCP31.9-0-3S", LOAD, "7931", "9.0(3)", "SCCP", "", LISTS },
	{ "SCCP31.9-2-1S", LOAD, "7931", "9.2(1)", "SCCP", "", LISTS },
	{ "SCCP11.9-4-2SR1-1S", LOAD, "7906,7911", "9.4(2)SR1-1", "SCCP", "", LISTS },
	{ "SIP45.9-4-2SR1-1S", LOAD, "7945,7965", "9.4(2)SR1-1", "SIP", "", LISTS },
	{ "SCCP45.9-3-1SR1-1S", LOAD, "7945,7965", "9.3(1)SR1-1", "SCCP", "", LISTS },
	{ "SCCP42.9-2-1S", LOAD, "7942,7962", "9.2(1)", "SCCP", "", LISTS },
	{ "SCCP42.9-0-3S", LOAD, "7942,7962", "9.0(3)", "SCCP", "", LISTS },
	{ "SCCP42.8-4-3S", LOAD, "7942,7962", "8.4(3)", "SCCP", "", CDP },
	{ "SCCP42.8-4-2S", LOAD, "7942,7962", "8.4(2)", "SCCP", "", CDP },
	{ "SCCP42.9-4-2SR3-1S", LOAD, "7942,7962", "9.4(2)SR3-1", "SCCP", "", LISTS },
	{ "SIP42.8-5-4S", LOAD, "7942,7962", "8.5(4)", "SIP", "", LISTS },
	{ "SIP42.9-4-2SR3-1S", LOAD, "7942,7962", "9.4(2)SR3-1", "SIP", "", LISTS },
	{ "SCCP41.8-3-1-21S", LOAD, G41, "8.3(1)-21", "SCCP", "", CME },
	{ "SCCP41.8-4-1S", LOAD, G41, "8.4(1)", "SCCP", "", CDP },
	{ "SCCP41.8-4-2-38S", LOAD, G41, "8.4(2)-38", "SCCP", "", CME },
	{ "SCCP41.8-4-3S", LOAD, G41, "8.4(3)", "SCCP", "", LISTS },
	{ "SCCP41.8-5-3S", LOAD, G41, "8.5(3)", "SCCP", "", CME },
	{ "SCCP41.9-2-1S", LOAD, G41, "9.2(1)", "SCCP", "", LISTS },
	{ "SCCP41.9-4-2-1S", LOAD, G41, "9.4(2)-1", "SCCP", "", LISTS },
	{ "SIP41.8-3-1S", LOAD, G41, "8.3(1)", "SIP", "", LISTS },
	{ "SIP41.9-2-1S", LOAD, G41, "9.2(1)", "SIP", "", LISTS },
	{ "SIP41.9-4-2-1S", LOAD, G41, "9.4(2)-1", "SIP", "", STASKO },
	{ "SIP41.8-0-1-0DEV", LOAD, G41, "8.0(1)-0DEV", "SIP", "", CME },
	{ "SCCP41.8-0-1-0DEV", LOAD, G41, "8.0(1)-0DEV", "SCCP", "", CME },
	{ "TERM41.7-0-3-0S", LOAD, G41, "7.0(3)", "SCCP", "", CME },
	{ "TERM70.7-0-1-0s", LOAD, "7970,7971", "7.0(1)", "SCCP", "", CME },
	{ "SCCP70.8-3-3-14S", LOAD, "7970,7971", "8.3(3)-14", "SCCP", "", CME },
	{ "SCCP70.8-3-1-21S", LOAD, "7970,7971", "8.3(1)-21", "SCCP", "", CME },
	{ "SCCP70.8-3-3SR2S", LOAD, "7970,7971", "8.3(3)SR2", "SCCP", "", LISTS },
	{ "SCCP70.8-2-2SR2S", LOAD, "7970,7971", "8.2(2)SR2", "SCCP", "", CME },
	{ "SCCP70.8-3-1S", LOAD, "7970,7971", "8.3(1)", "SCCP", "", LISTS },
	{ "SCCP70.8-3-3S", LOAD, "7970,7971", "8.3(3)", "SCCP", "", DENISA },
	{ "SCCP75.9-4-2SR4-3S", LOAD, "7975", "9.4(2)SR4-3", "SCCP", "", LISTS },
	{ "SCCP75.9-4-2SR3-1S", LOAD, "7975", "9.4(2)SR3-1", "SCCP", "", CDP },
	{ "SIP75.8-5-3SR1S", LOAD, "7975", "8.5(3)SR1", "SIP", "", LISTS },
	{ "SIP75.9-4-2SR3-1S", LOAD, "7975", "9.4(2)SR3-1", "SIP", "", LISTS },
	{ "SCCP11.8-4-3S", LOAD, "7906,7911", "8.4(3)", "SCCP", "", LISTS },
	{ "SCCP11.8-3-3SR2S", LOAD, "7906,7911", "8.3(3)SR2", "SCCP", "",
	  "zheltovanton/cisco79xx-to-asterisk" },
	{ "SCCP11.9-4-2-1S", LOAD, "7906,7911", "9.4(2)-1", "SCCP", "", STASKO },
	{ "SIP11.8-5-3S", LOAD, "7906,7911", "8.5(3)", "SIP", "",
	  "zheltovanton/cisco79xx-to-asterisk" },
	{ "SIP11.8-4-2S", LOAD, "7906,7911", "8.4(2)", "SIP", "", "andriy1984" },
	{ "SIP11.9-4-2SR1-1S", LOAD, "7906,7911", "9.4(2)SR1-1", "SIP", "", LISTS },
	{ "SIP11.9-2-1S", LOAD, "7906,7911", "9.2(1)", "SIP", "", LISTS },
	{ "SIP45.9-4-2SR4-3S", LOAD, "7945,7965", "9.4(2)SR4-3", "SIP", "", LISTS },
	{ "SIP45.9-3-1SR4-1S", LOAD, "7945,7965", "9.3(1)SR4-1", "SIP", "", LISTS },
	{ "SIP45.9-4-2SR3-1S", LOAD, "7945,7965", "9.4(2)SR3-1", "SIP", "", LISTS },
	{ "cmterm-7945_7965-sip.9-3-1SR4-1.zip", ARCHIVE, "7945,7965", "9.3(1)SR4-1", "SIP",
	  "SIP45.9-3-1SR4-1S", LISTS },
	{ "cmterm-7945_7965-sip.9-4-2-1SR3-1.zip", ARCHIVE, "7945,7965", "9.4(2)SR3-1", "SIP",
	  "SIP45.9-4-2SR3-1S", LISTS },
	{ "cmterm-7945_7965-sccp.9-2-1.tar", ARCHIVE, "7945,7965", "9.2(1)", "SCCP",
	  "SCCP45.9-2-1S", LISTS },
	{ "cmterm-7945_7965-sccp.9-4-2-1SR3-1.tar", ARCHIVE, "7945,7965", "9.4(2)SR3-1",
	  "SCCP", "SCCP45.9-4-2SR3-1S", LISTS },
	{ "cmterm-7942_7962-sip.9-4-2SR1-1.zip", ARCHIVE, "7942,7962", "9.4(2)SR1-1", "SIP",
	  "SIP42.9-4-2SR1-1S", LISTS },
	{ "cmterm-7942_7962-sip.9-4-2SR3-1.zip", ARCHIVE, "7942,7962", "9.4(2)SR3-1", "SIP",
	  "SIP42.9-4-2SR3-1S", LISTS },
	{ "cmterm-7942_7962-sip.9-2-1.tar", ARCHIVE, "7942,7962", "9.2(1)", "SIP",
	  "SIP42.9-2-1S", LISTS },
	{ "cmterm-7941_7961-sip.9-2-1.tar", ARCHIVE, G41, "9.2(1)", "SIP", "SIP41.9-2-1S",
	  LISTS },
	{ "cmterm-7931-sip.9-4-2SR2-2.cop.sgn", ARCHIVE, "7931", "9.4(2)SR2-2", "SIP",
	  "SIP31.9-4-2SR2-2S", SU3 },
	{ "cmterm-69xx-sip.9-4-1-3.cop.sgn", ARCHIVE, G69, "9.4(1) b3", "SIP",
	  "SIP69xx.9-4-1-3", "zheltovanton/cisco79xx-to-asterisk" },
	{ "SCCP894x.9-4-2SR2-2", LOAD, "8941,8945", "9.4(2)SR2-2", "SCCP", "", LISTS },
	/* a service release of a wireless phone has other builds inside, a 7936 a fourth number */
	{ "cmterm-7926-sccp.1-4-8SR1-5.k3.cop.sgn", ARCHIVE, "7926", "1.4(8)SR1-5", "SCCP", "",
	  SU3 },
	{ "cmterm-7936-sccp.3-3-21.cop.sgn", ARCHIVE, "7936", "3.3(21)", "SCCP", "", SU3 },
	{ "cmterm-7985-4-1-7-0-sccp.cop.sgn", ARCHIVE, "7985", "4.1(7)", "SCCP",
	  "cmterm_7985.4-1-7-0", SU3 },
	{ "cmterm-7914-sccp.5-0-4.cop.sgn", ARCHIVE, "7914", "5.0(4)", "SCCP", "S00105000400",
	  SU3 },
	{ "cmterm-7916.1-0-4-2.cop.sgn", ARCHIVE, "7916-12,7916-24", "1.0(4).2", "SCCP",
	  "B016-1-0-4-2", SU3 },
	{ "cmterm-ata-3.2.4-sccp.cop.sgn", ARCHIVE, ATA, "3.2(4)", "SCCP", "", SU3 },
	{ "cmterm-7940-7960-sccp.8-1-2SR2.cop.sgn", ARCHIVE, G40, "8.1(2)SR2", "SCCP",
	  "P0030801SR02", SU3 },
	{ "cmterm-7940-7960-8.12.00-sip.cop.sgn", ARCHIVE, G40, "8.12", "SIP", "P0S3-8-12-00",
	  SU3 },
	{ "cmterm_7936.3-3-5-0", LOAD, "7936", "3.3(5)", "SCCP", "", CME },
	{ "cmterm_7936.3-3-13-0", LOAD, "7936", "3.3(13)", "SCCP", "", LISTS },
	{ "cmterm_7936.3-3-21-0", LOAD, "7936", "3.3(21)", "SCCP", "", LISTS },
	{ "cmterm_7920.3.3-01-08", LOAD, "7920", "1.0(8)?", "SCCP", "", CME },
	{ "cmterm_7920.4.0-03-02", LOAD, "7920", "3.0(2)?", "SCCP", "", LISTS },
	{ "cmterm_7985.4-1-7-0", LOAD, "7985", "4.1(7)", "SCCP", "", LISTS },
	{ "apps37sccp.1-4-4-0", LOAD, "7937", "1.4(4)", "SCCP", "", LISTS },
	{ "CP7921G-1.0.3", LOAD, "7921", "1.0(3)", "SCCP", "", LISTS },
	{ "CP7921G-1.3.3", LOAD, "7921", "1.3(3)", "SCCP", "", CME },
	{ "CP7921G-1.4.1SR1", LOAD, "7921", "1.4(1)SR1", "SCCP", "", LISTS },
	{ "CP7921G-1.4.5.3", LOAD, "7921", "1.4(5).3", "SCCP", "", LISTS },
	{ "CP7921G-1.4.6.3", LOAD, "7921", "1.4(6).3", "SCCP", "", LISTS },
	{ "CP7925G-1.4.1SR1", LOAD, "7925", "1.4(1)SR1", "SCCP", "", LISTS },
	{ "CP7925G-1.4.5.3", LOAD, "7925", "1.4(5).3", "SCCP", "", LISTS },
	{ "CP7925G-1.4.7.3", LOAD, "7925", "1.4(7).3", "SCCP", "", STASKO },
	{ "CP7926G-1.4.1SR1", LOAD, "7926", "1.4(1)SR1", "SCCP", "", LISTS },
	{ "CP7912040000SCCP040701A", LOAD, "7912", "4.0(0)", "SCCP", "", CME },
	{ "CP7912060101SCCP050429B", LOAD, "7912", "6.1(1)", "SCCP", "", CME },
	{ "CP7912060000SCCP050124A", LOAD, "7912", "6.0(0)", "SCCP", "", LISTS },
	{ "CP7912080000SIP060111A", LOAD, "7912", "8.0(0)", "SIP", "", CME },
	{ "CP7912080003SCCP070409A", LOAD, "7912", "8.0(3)", "SCCP", "", LISTS },
	{ "CP7902060000SCCP050124A", LOAD, "7902", "6.0(0)", "SCCP", "",
	  "Cisco CME 3.4, supported firmware" },
	{ "CP7905010300SIP050414A", LOAD, "7905", "1.3(0)", "SIP", "",
	  "Cisco CME 3.4, supported firmware" },
	{ "CP7912010300SIP050414A", LOAD, "7912", "1.3(0)", "SIP", "",
	  "Cisco CME 3.4, supported firmware" },
	{ "ATA030100SCCP040211A", LOAD, ATA, "3.1(0)", "SCCP", "",
	  "Cisco CME 3.4, supported firmware" },
	{ "ATA030200SIP041111A", LOAD, ATA, "3.2(0)", "SIP", "",
	  "Cisco CME 3.4, supported firmware" },
	{ "S00105000300", LOAD, "7914", "5.0(3)", "SCCP", "", LISTS },
	{ "P00303010102", LOAD, G40, "3.1(1.02)", "SCCP", "", CME },
	{ "P00305000300", LOAD, G40, "5.0(3)", "SCCP", "", CME },
	{ "P00305000301", LOAD, G40, "5.0(3.01)", "SCCP", "", CME },
	{ "P00305000600", LOAD, G40, "5.0(6)", "SCCP", "", CME },
	{ "P00308000100", LOAD, G40, "8.0(1)", "SCCP", "", CME },
	{ "P00308000400", LOAD, G40, "8.0(4)", "SCCP", "", CME },
	{ "P00308010200", LOAD, G40, "8.1(2)", "SCCP", "", LISTS },
	{ "P0S3-04-1-00", LOAD, G40, "4.1", "SIP", "", CME },
	{ "P0S3-06-3-00", LOAD, G40, "6.3", "SIP", "", LISTS },
	{ "P0S3-07-4-00", LOAD, G40, "7.4", "SIP", "", CME },
	{ "P0S3-07-5-00", LOAD, G40, "7.5", "SIP", "", LISTS },
	{ "P0S3-08-12-00", LOAD, G40, "8.12", "SIP", "", LISTS },
	{ "P003-08-11-00", COMPONENT, G40, "8.11", "", "", CME },
	{ "P00403020209", LOAD, "7910", "3.2(2.09)", "SCCP", "", CME },
	{ "P00405000700", LOAD, "7910", "5.0(7)", "SCCP", "",
	  "Cisco CME 4.0, supported firmware" },
	{ "P00503010100", LOAD, "7935", "3.1(1)", "SCCP", "", CME },
	{ "B016-1-0-4", LOAD, "7916-12,7916-24", "1.0(4)", "SCCP", "", LISTS },
	{ "B016-1-0-4-2", LOAD, "7916-12,7916-24", "1.0(4).2", "SCCP", "", LISTS },
	{ "jar70sccp.8-2-2TR2", COMPONENT, "7970,7971", "8.2(2)SR2", "SCCP",
	  "SCCP70.8-2-2SR2S", CME },
	/* the one plain build that bears the number of its release */
	{ "jar70sccp.8-0-1-13", COMPONENT, "7970,7971", "8.0(1)-11", "SCCP",
	  "SCCP70.8-0-1-11S", CME },
	{ "apps41.8-3-0-50", COMPONENT, G41, "8.3(1)", "", "", CME },
	{ "jar45sccp.9-4-2ES9", COMPONENT, "7945,7965", "9.4(2)SR1-1", "SCCP",
	  "SCCP45.9-4-2SR1-1S", STASKO },
	{ "jar41sip.8-5-4TH1-6", COMPONENT, G41, "8.5(4)", "SIP", "SIP41.8-5-4S",
	  "julianhead/CiscoPhones" },
	{ "jar11sip.8-5-3TH1-6", COMPONENT, "7906,7911", "8.5(3)", "SIP", "SIP11.8-5-3S",
	  "zheltovanton/cisco79xx-to-asterisk" },
	{ "jar70sccp.8-3-2-27", COMPONENT, "7970,7971", "8.3(3)", "SCCP", "SCCP70.8-3-3S",
	  DENISA },
	{ "jar42sip.9-4-2ES26", COMPONENT, "7942,7962", "9.4(2)SR3-1", "SIP",
	  "SIP42.9-4-2SR3-1S", LISTS },
	/* no phones */
	{ "headset.2-1-0002-2", LOAD, "", "2.1", "", "", SU3 },
	{ "cmterm-6821.11-3-1MSR3-3_REL.zip", ARCHIVE, "6821", "11.3(1)SR3", "MPP", "",
	  "wazo-provd-plugins" },
	{ "sip9841_51.5-0-1-0005-62", LOAD, "9841,9851", "5.0(1)", "MPP", "", LISTS },
	{ "term11.default", MANIFEST, "7911", "", "", "", "3nd0y/firmware-7911G" },
	{ "jar11sip.9-4-2ES9", COMPONENT, "7906,7911", "9.4(2)SR1-1", "SIP",
	  "SIP11.9-4-2SR1-1S", "3nd0y/firmware-7911G" },
	{ "cnu11.9-4-2ES9", COMPONENT, "7906,7911", "9.4(2)SR1-1", "", "",
	  "3nd0y/firmware-7911G" },
	{ "dsp11.9-4-2ES9", COMPONENT, "7906,7911", "9.4(2)SR1-1", "", "",
	  "3nd0y/firmware-7911G" },
	{ "cvm11sip.9-4-2ES9", COMPONENT, "7906,7911", "9.4(2)SR1-1", "SIP",
	  "SIP11.9-4-2SR1-1S", "3nd0y/firmware-7911G" },
	{ "cvm70sccp.8-3-2-27", COMPONENT, "7970,7971", "8.3(3)", "SCCP", "SCCP70.8-3-3S",
	  DENISA },
	{ "cnu70.8-3-2-27", COMPONENT, "7970,7971", "8.3(3)", "", "", DENISA },
	{ "term70.default", MANIFEST, "7970", "", "", "", DENISA },
	{ "term71.default", MANIFEST, "7971", "", "", "", DENISA },
	{ "dsp11.8-4-1-23", COMPONENT, "7906,7911", "8.4(2)", "", "",
	  "andriy1984/cisco_firmware" },
	{ "cvm11sip.8-4-1-23", COMPONENT, "7906,7911", "8.4(2)", "SIP", "SIP11.8-4-2S",
	  "andriy1984/cisco_firmware" },
	{ "cvm31sccp.9-2-1TH1-13", COMPONENT, "7931", "9.2(1)", "SCCP", "SCCP31.9-2-1S", PROV },
	{ "cvm45sccp.9-4-2SR4-3", COMPONENT, "7945,7965", "9.4(2)SR4-3", "SCCP",
	  "SCCP45.9-4-2SR4-3S", PROV },
	{ "term61.default", MANIFEST, "7961,7961G-GE", "", "", "", PROV },
	{ "dsp31.9-2-1TH1-13", COMPONENT, "7931", "9.2(1)", "", "", PROV },
	{ "jar41sccp.9-4-2ES26", COMPONENT, G41, "9.4(2)SR3-1", "SCCP", "SCCP41.9-4-2SR3-1S",
	  PROV },
	{ "jar75sccp.9-4-2SR4-3", COMPONENT, "7975", "9.4(2)SR4-3", "SCCP",
	  "SCCP75.9-4-2SR4-3S", PROV },
	{ "cvm41sccp.9-4-2ES26", COMPONENT, G41, "9.4(2)SR3-1", "SCCP", "SCCP41.9-4-2SR3-1S",
	  PROV },
	{ "SCCP41.9-4-2SR3-1S", LOAD, G41, "9.4(2)SR3-1", "SCCP", "", PROV },
	{ "jar45sccp.9-3-1ES8", COMPONENT, "7945,7965", "9.3(1)SR1-1", "SCCP",
	  "SCCP45.9-3-1SR1-1S", PROV },
	{ "cvm70sccp.9-4-2ES26", COMPONENT, "7970,7971", "9.4(2)SR3-1", "SCCP",
	  "SCCP70.9-4-2SR3-1S", PROV },
	{ "apps45.9-3-1ES8", COMPONENT, "7945,7965", "9.3(1)SR1-1", "", "", PROV },
	{ "jar42sccp.9-4-2ES26", COMPONENT, "7942,7962", "9.4(2)SR3-1", "SCCP",
	  "SCCP42.9-4-2SR3-1S", PROV },
	{ "SCCP11.9-4-2SR3-1S", LOAD, "7906,7911", "9.4(2)SR3-1", "SCCP", "", PROV },
	{ "term45.default", MANIFEST, "7945", "", "", "", PROV },
	{ "cnu41.9-4-2ES26", COMPONENT, G41, "9.4(2)SR3-1", "", "", PROV },
	{ "cnu45.9-4-2SR4-3", COMPONENT, "7945,7965", "9.4(2)SR4-3", "", "", PROV },
	{ "term65.default", MANIFEST, "7965", "", "", "", PROV },
	{ "cnu31.9-2-1TH1-13", COMPONENT, "7931", "9.2(1)", "", "", PROV },
	{ "cnu75.9-4-2SR4-3", COMPONENT, "7975", "9.4(2)SR4-3", "", "", PROV },
	{ "apps42.9-4-2ES26", COMPONENT, "7942,7962", "9.4(2)SR3-1", "", "", PROV },
	{ "apps70.9-4-2ES26", COMPONENT, "7970,7971", "9.4(2)SR3-1", "", "", PROV },
	{ "term41.default", MANIFEST, "7941,7941G-GE", "", "", "", PROV },
	{ "dsp70.9-4-2ES26", COMPONENT, "7970,7971", "9.4(2)SR3-1", "", "", PROV },
	{ "jar11sccp.9-4-2ES26", COMPONENT, "7906,7911", "9.4(2)SR3-1", "SCCP",
	  "SCCP11.9-4-2SR3-1S", PROV },
	{ "term42.default", MANIFEST, "7942", "", "", "", PROV },
	{ "dsp41.9-4-2ES26", COMPONENT, G41, "9.4(2)SR3-1", "", "", PROV },
	{ "apps41.9-4-2ES26", COMPONENT, G41, "9.4(2)SR3-1", "", "", PROV },
	{ "term75.default", MANIFEST, "7975", "", "", "", PROV },
	{ "apps31.9-2-1TH1-13", COMPONENT, "7931", "9.2(1)", "", "", PROV },
	{ "cvm42sccp.9-4-2ES26", COMPONENT, "7942,7962", "9.4(2)SR3-1", "SCCP",
	  "SCCP42.9-4-2SR3-1S", PROV },
	{ "term62.default", MANIFEST, "7962", "", "", "", PROV },
	{ "cnu11.9-4-2ES26", COMPONENT, "7906,7911", "9.4(2)SR3-1", "", "", PROV },
	{ "cnu45.9-3-1ES8", COMPONENT, "7945,7965", "9.3(1)SR1-1", "", "", PROV },
	{ "cvm75sccp.9-4-2ES26", COMPONENT, "7975", "9.4(2)SR3-1", "SCCP",
	  "SCCP75.9-4-2SR3-1S", PROV },
	{ "apps45.9-4-2SR4-3", COMPONENT, "7945,7965", "9.4(2)SR4-3", "", "", PROV },
	{ "cvm45sccp.9-3-1ES8", COMPONENT, "7945,7965", "9.3(1)SR1-1", "SCCP",
	  "SCCP45.9-3-1SR1-1S", PROV },
	{ "jar45sccp.9-4-2SR4-3", COMPONENT, "7945,7965", "9.4(2)SR4-3", "SCCP",
	  "SCCP45.9-4-2SR4-3S", PROV },
	{ "dsp45.9-3-1ES8", COMPONENT, "7945,7965", "9.3(1)SR1-1", "", "", PROV },
	{ "apps75.9-4-2ES26", COMPONENT, "7975", "9.4(2)SR3-1", "", "", PROV },
	{ "cvm11sccp.9-4-2ES26", COMPONENT, "7906,7911", "9.4(2)SR3-1", "SCCP",
	  "SCCP11.9-4-2SR3-1S", PROV },
	{ "jar70sccp.9-4-2ES26", COMPONENT, "7970,7971", "9.4(2)SR3-1", "SCCP",
	  "SCCP70.9-4-2SR3-1S", PROV },
	{ "dsp42.9-4-2ES26", COMPONENT, "7942,7962", "9.4(2)SR3-1", "", "", PROV },
	{ "cnu41.8-5-4TH1-6", COMPONENT, G41, "8.5(4)", "", "", "julianhead/CiscoPhones" },
	{ "apps41.9-4-2TH1-1", COMPONENT, G41, "9.4(2)-1", "", "", STASKO },
	{ "apps42.8-5-4TH1-6", COMPONENT, "7942,7962", "8.5(4)", "", "", STASKO },
	{ "jar11sccp.9-4-2ES9", COMPONENT, "7906,7911", "9.4(2)SR1-1", "SCCP",
	  "SCCP11.9-4-2SR1-1S", STASKO },
	{ "cnu41.9-4-2TH1-1", COMPONENT, G41, "9.4(2)-1", "", "", STASKO },
	{ "dsp41.9-4-2TH1-1", COMPONENT, G41, "9.4(2)-1", "", "", STASKO },
	{ "apps11.8-5-4TH1-6", COMPONENT, "7906,7911", "8.5(4)", "", "", STASKO },
	{ "cnu11.9-4-2TH1-1", COMPONENT, "7906,7911", "9.4(2)-1", "", "", STASKO },
	{ "apps41.9-4-2ES9", COMPONENT, G41, "9.4(2)SR1-1", "", "", STASKO },
	{ "jar41sip.9-4-2TH1-1", COMPONENT, G41, "9.4(2)-1", "SIP", "SIP41.9-4-2-1S", STASKO },
	{ "apps11.9-4-2TH1-1", COMPONENT, "7906,7911", "9.4(2)-1", "", "", STASKO },
	{ "cvm42sccp.9-4-2ES9", COMPONENT, "7942,7962", "9.4(2)SR1-1", "SCCP",
	  "SCCP42.9-4-2SR1-1S", STASKO },
	{ "cvm11sip.8-5-4TH1-6", COMPONENT, "7906,7911", "8.5(4)", "SIP", "SIP11.8-5-4S", STASKO },
	{ "jar41sccp.9-4-2ES9", COMPONENT, G41, "9.4(2)SR1-1", "SCCP", "SCCP41.9-4-2SR1-1S",
	  STASKO },
	{ "cnu11.8-5-4TH1-6", COMPONENT, "7906,7911", "8.5(4)", "", "", STASKO },
	{ "cnu42.8-5-4TH1-6", COMPONENT, "7942,7962", "8.5(4)", "", "", STASKO },
	{ "jar45sip.8-5-4TH1-6", COMPONENT, "7945,7965", "8.5(4)", "SIP", "SIP45.8-5-4S", STASKO },
	{ "SCCP42.9-4-2SR1-1S", LOAD, "7942,7962", "9.4(2)SR1-1", "SCCP", "", STASKO },
	{ "dsp45.8-5-4TH1-6", COMPONENT, "7945,7965", "8.5(4)", "", "", STASKO },
	{ "cnu42.9-4-2ES9", COMPONENT, "7942,7962", "9.4(2)SR1-1", "", "", STASKO },
	{ "dsp41.9-4-2ES9", COMPONENT, G41, "9.4(2)SR1-1", "", "", STASKO },
	{ "apps45.8-5-4TH1-6", COMPONENT, "7945,7965", "8.5(4)", "", "", STASKO },
	{ "cnu41.9-4-2ES9", COMPONENT, G41, "9.4(2)SR1-1", "", "", STASKO },
	{ "dsp11.8-5-4TH1-6", COMPONENT, "7906,7911", "8.5(4)", "", "", STASKO },
	{ "cvm41sccp.9-4-2ES9", COMPONENT, G41, "9.4(2)SR1-1", "SCCP", "SCCP41.9-4-2SR1-1S",
	  STASKO },
	{ "cvm45sccp.9-4-2ES9", COMPONENT, "7945,7965", "9.4(2)SR1-1", "SCCP",
	  "SCCP45.9-4-2SR1-1S", STASKO },
	{ "jar42sccp.9-4-2ES9", COMPONENT, "7942,7962", "9.4(2)SR1-1", "SCCP",
	  "SCCP42.9-4-2SR1-1S", STASKO },
	{ "apps45.9-4-2ES9", COMPONENT, "7945,7965", "9.4(2)SR1-1", "", "", STASKO },
	{ "cnu45.8-5-4TH1-6", COMPONENT, "7945,7965", "8.5(4)", "", "", STASKO },
	{ "dsp11.8-5-3TH1-6", COMPONENT, "7906,7911", "8.5(3)", "", "",
	  "zheltovanton/cisco79xx-to-asterisk" },
	{ "cnu42.8-4-1-23", COMPONENT, "7942,7962", "8.4(2)", "", "",
	  "zheltovanton/cisco79xx-to-asterisk" },
	{ "cnu11.8-5-3TH1-6", COMPONENT, "7906,7911", "8.5(3)", "", "",
	  "zheltovanton/cisco79xx-to-asterisk" },
	{ "cnu11.8-3-3ES2", COMPONENT, "7906,7911", "8.3(3)SR2", "", "",
	  "zheltovanton/cisco79xx-to-asterisk" },
	{ "apps11.8-5-3TH1-6", COMPONENT, "7906,7911", "8.5(3)", "", "",
	  "zheltovanton/cisco79xx-to-asterisk" },

	/* cases that went wrong once */
	{ "apps70.8-2-2TR2.sbn", COMPONENT, "7970,7971", "8.2(2)SR2", "", "", LOGS },
	{ "cvm42sip.8-4-1-23.sbn", COMPONENT, "7942,7962", "8.4(2)", "SIP", "SIP42.8-4-2S",
	  LISTS },
	{ "Jar41sip.8-3-0-50.sbn", COMPONENT, G41, "8.3(1)", "SIP", "SIP41.8-3-1S", CME },
	{ "jar11sccp.8-3-3ES2.sbn", COMPONENT, "7906,7911", "8.3(3)SR2", "SCCP",
	  "SCCP11.8-3-3SR2S", LISTS },
	{ "jar11sccp.8-5-2TH1-9.sbn", COMPONENT, "7906,7911", "8.5(2)", "SCCP",
	  "SCCP11.8-5-2S", LISTS },
	{ "TERM70_LOAD", MARKER, "7970,7971", "", "", "", "community.cisco.com m-p/4417496" },
	{ "kernel288xx.12-0-7MPP0201-66.sbn", COMPONENT, G88, "12.0(7)SR2 MPP0201", "MPP",
	  "sip88xx.12-0-7MPP0201-66", GARNET },
	{ "kernel388xx.12-0-7MPP0201-66.sbn", COMPONENT, G88, "12.0(7)SR2 MPP0201", "MPP",
	  "sip88xx.12-0-7MPP0201-66", GARNET },
	{ "boot1288xx.BE-01-007P.sbn", COMPONENT, G88, "BE-01-007P", "", "", GARNET },
	{ "ssb288xx.BE-01-007P.sbn", COMPONENT, G88, "BE-01-007P", "", "", GARNET },
	{ "sb2288xx.BE-01-015P.sbn", COMPONENT, G88, "BE-01-015P", "", "", GARNET },
	{ "sb2388xx.BE-01-032P.sbn", COMPONENT, G88, "BE-01-032P", "", "", GARNET },
	{ "sip88xx.12-0-7MPP0201-20250617-c76a7182f1.loads", LOAD, G88, "12.0(7)SR2 MPP0201",
	  "MPP", "", GARNET },
	{ "P005B302.bin", LOAD, "7935", "3.2", "SCCP", "", "IOS SIP configuration example" },
	{ "cmterm-7970-sccp.6-0-1.exe", ARCHIVE, "7970,7971", "6.0(1)", "SCCP",
	  "TERM70.6-0-1-0S", "ciscotaccc K43691258" },
	{ "CTLSEP001122334455.tlv", TRUST, ALL, "", "", "", LOGS },
	{ "ITLFile.tlv", TRUST, ALL, "", "", "", LOGS },
	{ "/mk-sip.jar", LOCALE, "7941,7941G-GE,7942,7961,7961G-GE,7962", "", "", "", LOGS },
	{ "/sp-sip.jar", LOCALE, G78, "", "", "", LOGS },
	{ "US/7960-tones.xml", TONES, G40, "", "", "", LOGS },
	{ "g3-tones.xml", TONES, "", "", "", "", LOGS },
	{ "OS79XX.TXT", CONFIGURATION, "7910,7935,7940,7960", "", "", "", LOGS },
	{ "XMLDefault.cnf.xml", CONFIGURATION, ALL, "", "", "", LOGS },
	{ "load307.txt", CONFIGURATION, "7911", "", "", "", LISTS },

	/* texts that lie beside loads in Cisco's archives */
	{ "P0030801SR02.txt", CONFIGURATION, G40, "8.1(2)SR2", "SCCP", "P0030801SR02", STASKO },
	{ "tftpboot/p0030801sr02.TXT", CONFIGURATION, G40, "8.1(2)SR2", "SCCP", "P0030801SR02",
	  STASKO },
	{ "gkdefault7912.txt", CONFIGURATION, "", "", "", "", STASKO },
	{ "sipexample7912.txt", CONFIGURATION, "", "", "", "", STASKO },
	{ "sip_ptag7912.dat", CONFIGURATION, "", "", "", "", STASKO },

	/* beside firmware, and of other makers */
	{ "po-locale-de_DE-k3-11.5.1.3000-1.cop.sgn", LOCALE, "", "11.5.1.3000", "", "", LOGS },
	{ "SEP001122334455.cnf.xml.enc.sgn", CONFIGURATION, ALL, "", "", "", LOGS },
	{ "/Cisco/CP-7841-3PCC/001122334455.cfg", CONFIGURATION, "7841", "", "MPP", "",
	  "wazo-provd-plugins" },
	{ "Desktops/320x212x16/List.xml", CONFIGURATION, "7945,7965", "", "", "", LOGS },
	{ "SIPDefault.cnf", CONFIGURATION, G40, "", "", "", CME },
	{ "spa504G.cfg", FOREIGN, "", "", "", "", LOGS },
	{ "snom320-ramdiskToJffs2-3.36-br.bin", FOREIGN, "", "3.36", "", "",
	  "wazo-provd-plugins, snom" },
	{ "M700_v0520_b0001.fwu", FOREIGN, "", "05.20.0001", "", "",
	  "wazo-provd-plugins, snom" },
	{ "1220.cfg", FOREIGN, "", "", "", "", "wazo-provd-plugins, avaya" },
	{ "1140eSIP.cfg", FOREIGN, "", "", "", "", "wazo-provd-plugins, avaya" },
	{ "0625C8J.bin", FOREIGN, "", "C8J", "", "", "wazo-provd-plugins, avaya" },
	{ "2345-12600-001.sip.ld", FOREIGN, "", "", "", "", "wazo-provd-plugins, polycom" },
	{ "spip_ssip_BootROM_4_2_3_release_sig.zip", FOREIGN, "", "4.2.3", "", "",
	  "wazo-provd-plugins, polycom" },
	{ "2.73.0.50.rom", FOREIGN, "", "2.73.0.50", "", "", "wazo-provd-plugins, yealink" },
	{ "T46-28.80.0.95.rom", FOREIGN, "", "28.80.0.95", "", "",
	  "wazo-provd-plugins, yealink" },
	{ "T21D.rom", FOREIGN, "", "", "", "", "wazo-provd-plugins, yealink" },
	{ "cfg000b820102ab", FOREIGN, "", "", "", "", "wazo-provd-plugins, grandstream" },
	{ "cfg000b820102ab.xml", FOREIGN, "", "", "", "", "wazo-provd-plugins, grandstream" },
	{ "Release_GXP2130_1.0.11.85.zip", FOREIGN, "", "1.0.11.85", "", "",
	  "wazo-provd-plugins, grandstream" },
	{ "ap3g2-k9w7-tar.default", FOREIGN, "", "", "", "",
	  "logs of access points in recovery" },
	{ "ap3g2-k9w7-tar.153-3.JF12.tar", FOREIGN, "", "15.3(3)JF12", "", "",
	  "logs of access points in recovery" },
	{ "c1130-k9w8-tar.124-25e.JAP.tar", FOREIGN, "", "12.4(25e)JAP", "", "",
	  "logs of access points in recovery" },
	{ "6731i.st", FOREIGN, "", "", "", "", "Aastra 9000i manual" },
};

/* -- the rows ---------------------------------------------------------------------------- */

static const char *const kinds[] = {
	[NR_KIND_UNKNOWN] = "unknown",     [NR_KIND_LOAD] = LOAD,       [NR_KIND_COMPONENT] = COMPONENT,
	[NR_KIND_MANIFEST] = MANIFEST,     [NR_KIND_ARCHIVE] = ARCHIVE, [NR_KIND_MARKER] = MARKER,
};

static void add_name(char out[512], const char *name)
{
	size_t len = strlen(out);

	snprintf(out + len, 512 - len, "%s%s", len ? "," : "", name);
}

static void check_models(const struct row *r, const char *models, size_t count)
{
	if (strcmp(r->models, ALL) == 0)
		ck_assert_msg(count > 40, "%s: %zu models", r->name, count);
	else
		ck_assert_msg(strcmp(models, r->models) == 0, "%s (%s): models %s", r->name, r->source, models);
}

static void check_other(const struct row *r)
{
	struct names_meaning n;
	char models[512] = "";

	ck_assert_msg(names_explain(&all, r->name, &n), "%s (%s): unknown", r->name, r->source);
	for (size_t i = 0; i < n.model_count && n.model_count < 40; i++)
		add_name(models, n.models[i]->name);
	for (size_t i = 0; i < n.product_count; i++)
		add_name(models, n.product[i]);
	check_models(r, models, n.model_count);
	ck_assert_str_eq(names_kind_name(n.kind), r->kind);
	ck_assert_msg(strcmp(n.version, r->version) == 0, "%s (%s): %s", r->name, r->source, n.version);
	ck_assert_str_eq(n.protocol, r->protocol);
	ck_assert_msg(strcasecmp(n.load, r->load) == 0, "%s (%s): load %s", r->name, r->source, n.load);
	ck_assert(n.note && n.note[0]);
}

START_TEST(name_means)
{
	const struct row *r = &rows[_i];
	char models[512] = "";
	struct meaning m;

	knowledge_explain(&all, r->name, &m);
	if (m.model_count == 0) {
		check_other(r);
		return;
	}
	for (size_t i = 0; i < m.model_count; i++)
		add_name(models, m.models[i]->name);
	check_models(r, models, m.model_count);
	ck_assert_str_eq(kinds[m.load.kind], r->kind);
	ck_assert_msg(strcmp(m.load.printed, r->version) == 0, "%s (%s): %s", r->name, r->source,
		      m.load.printed);
	ck_assert_str_eq(m.load.protocol, r->protocol);
	ck_assert_msg(m.load.kind == NR_KIND_LOAD || strcmp(m.load.load, r->load) == 0, "%s (%s): load %s",
		      r->name, r->source, m.load.load);
}
END_TEST

/* -- what is no name, or nearly one -------------------------------------------------------- */

START_TEST(names_that_are_near)
{
	static const struct { const char *said, *meant; } near[] = {
		{ "POS3-08-2-00", "P0S3-08-2-00" }, { "SPI45.9-4-2SR3-1S", "SIP45.9-4-2SR3-1S" },
		{ "SCCP45-8-3-3S", "SCCP45.8-3-3S" }, { "sip88x.12-5-1SR2-2", "sip88xx.12-5-1SR2-2" },
		{ "term45.defalt", "term45.default" }, { "SCCCP45.8-3-3S", "SCCP45.8-3-3S" },
		{ "nonsense", NULL }, { "SCCP", NULL }, { "", NULL },
	};
	char out[LOAD_NAME_SIZE];

	for (size_t i = 0; i < NR_ARRAY_SIZE(near); i++) {
		bool found = names_near(&all, near[i].said, out);

		ck_assert_msg(found == (near[i].meant != NULL), "%s: %s", near[i].said, out);
		if (found)
			ck_assert_str_eq(out, near[i].meant);
	}
}
END_TEST

START_TEST(strangers)
{
	static const char *const names[] = { "", " ", "/", "nonsense", "readme.html", "SCCP45.loads",
					     "SEP00112233.cnf.xml", "capf.cer", "%M.tlw" };
	char longest[2 * LOAD_NAME_SIZE];
	struct names_meaning n;

	for (size_t i = 0; i < NR_ARRAY_SIZE(names); i++) {
		ck_assert_msg(!names_explain(&all, names[i], &n), "%s: %s", names[i], names_kind_name(n.kind));
		ck_assert_str_eq(names_kind_name(n.kind), "unknown");
	}
	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	ck_assert(!names_explain(&all, longest, &n));
}
END_TEST

START_TEST(versions)
{
	static const struct { const char *said, *version; } known[] = {
		{ "8.3(3)", "8.3(3)" }, { "8-3-3", "8.3(3)" }, { "8.3.3", "8.3(3)" },
		{ "9.4(2)SR3", "9.4(2)SR3" }, { "9.4(2SR3.1)", "9.4(2)SR3-1" }, { "9.4(2)sr3-1", "9.4(2)SR3-1" },
		{ "9.4.2(1)", "9.4(2)-1" }, { "9.4(2.1)", "9.4(2)-1" }, { "8.12", "8.12" },
		{ "10.3(1)SR4b", "10.3(1)SR4b" }, { "", NULL }, { "8", NULL }, { "8.", NULL }, { "8.3(", NULL },
		{ "8.3(3", NULL }, { "8.3(3)x", NULL }, { "8.3(3)SR", NULL }, { "65536.1", NULL },
		{ "8.3.3.3.3", NULL }, { "8.3(3)SR1(1)", NULL },
		{ "11111111111111111111111111111111111111111111", NULL },
	};
	char out[VERSION_SIZE];

	for (size_t i = 0; i < NR_ARRAY_SIZE(known); i++) {
		bool found = version_said(known[i].said, out);

		ck_assert_msg(found == (known[i].version != NULL), "%s: %s", known[i].said, out);
		if (found)
			ck_assert_str_eq(out, known[i].version);
	}
}
END_TEST

int main(void)
{
	TCase *t = tcase_create("all");
	int status;

	modules_load(&all);
	if (all.model_count == 0) {
		fputs("no model plugin was built\n", stderr);
		return EXIT_FAILURE;
	}
	tcase_add_loop_test(t, name_means, 0, (int)(NR_ARRAY_SIZE(rows)));
	tcase_add_test(t, names_that_are_near);
	tcase_add_test(t, strangers);
	tcase_add_test(t, versions);
	tcase_set_timeout(t, 120);
	status = suite_run("real names", t);
	modules_unload(&all);
	return status;
}
