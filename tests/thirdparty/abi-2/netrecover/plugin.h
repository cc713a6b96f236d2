/* SPDX-License-Identifier: ISC */
/* Copyright (C) 2026 the netrecover contributors */
#ifndef NETRECOVER_PLUGIN_H
#define NETRECOVER_PLUGIN_H
/*
 * plugin.h -- the envelope: the one symbol that a plugin exports.
 *
 * The first four members never move.  NR_ABI changes only when an existing
 * member changes its meaning or place.  Growth is by appending: the recorded
 * sizes tell the core how much the plugin knew, and what it did not know
 * reads as zero.  That holds for the structs, for the rows of every table, and for what goes
 * through callbacks in either direction.
 */
#include <netrecover/model.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NR_ABI 2

struct nr_protocol;

/* How large everything that grows was when the plugin was built.  0: not known to it. */
struct nr_sizes {
	uint32_t size;                  /* sizeof(struct nr_sizes) */
	/* rows and results of models */
	uint32_t match, hop, board, name, suffix, alias, dhcp, restart, load, found, ask;
	/* of protocols; 0 in a plugin that has none */
	uint32_t option, sighting, file;
	/* New members are appended here. */
};

struct nr_plugin {
	uint32_t abi;                   /* NR_ABI */
	uint32_t plugin_size;           /* sizeof(struct nr_plugin) */
	uint32_t model_size;            /* sizeof(struct nr_model), or 0 */
	uint32_t protocol_size;         /* sizeof(struct nr_protocol), or 0 */
	const char *name;
	const char *version;
	const struct nr_model *const *models;        /* ends with NULL, or NULL */
	const struct nr_protocol *const *protocols;  /* ends with NULL, or NULL */
	const struct nr_sizes *sizes;
	/* New members are appended here. */
};

#define NR_PLUGIN_SYMBOL "netrecover_plugin"

#define NR_SIZES_OF_MODELS                                                          \
	sizeof(struct nr_match), sizeof(struct nr_hop), sizeof(struct nr_board),    \
	sizeof(struct nr_name), sizeof(struct nr_suffix), sizeof(struct nr_alias),  \
	sizeof(struct nr_dhcp), sizeof(struct nr_restart), sizeof(struct nr_load),  \
	sizeof(struct nr_found), sizeof(struct nr_ask)

/* NR_MODEL_PLUGIN("cisco-7945", "1.0", &model, ...); */
#define NR_MODEL_PLUGIN(name_, version_, ...)                                       \
	static const struct nr_model *const nr_models_[] = { __VA_ARGS__, NULL };   \
	static const struct nr_sizes nr_sizes_ = {                                  \
		sizeof(struct nr_sizes), NR_SIZES_OF_MODELS, 0, 0, 0                \
	};                                                                          \
	__attribute__((visibility("default")))                                      \
	extern const struct nr_plugin netrecover_plugin;                            \
	const struct nr_plugin netrecover_plugin = {                                \
		NR_ABI, sizeof(struct nr_plugin), sizeof(struct nr_model), 0,       \
		name_, version_, nr_models_, NULL, &nr_sizes_                       \
	}

/* NR_PROTOCOL_PLUGIN("dhcp", "1.0", &protocol); needs <netrecover/protocol.h>. */
#define NR_PROTOCOL_PLUGIN(name_, version_, ...)                                    \
	static const struct nr_protocol *const nr_protocols_[] = { __VA_ARGS__, NULL }; \
	static const struct nr_sizes nr_sizes_ = {                                  \
		sizeof(struct nr_sizes), NR_SIZES_OF_MODELS,                        \
		sizeof(struct nr_option), sizeof(struct nr_sighting),               \
		sizeof(struct nr_file)                                              \
	};                                                                          \
	__attribute__((visibility("default")))                                      \
	extern const struct nr_plugin netrecover_plugin;                            \
	const struct nr_plugin netrecover_plugin = {                                \
		NR_ABI, sizeof(struct nr_plugin), 0, sizeof(struct nr_protocol),    \
		name_, version_, NULL, nr_protocols_, &nr_sizes_                    \
	}

#ifdef __cplusplus
}
#endif
#endif /* NETRECOVER_PLUGIN_H */
