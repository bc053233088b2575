// The province with what only its maker knows: which land a commune has, along which water a hamlet lies.
#pragma once

#include <cstdint>
#include <vector>

#include "vungphu/demo/demo.hpp"

#include "names.hpp"
#include "settlements.hpp"
#include "tessellation.hpp"

namespace vungphu::demo {

struct Commune {
  std::size_t district = 0;
  std::size_t merged = 0;  ///< index of the commune of July 2025 that it went into
  bool town = false;
};

struct Hamlet {
  std::size_t commune = 0;
  bool town = false;
  int level = 0;  ///< 0 remote to 100 well served: what operators and schools go by
  Stretch stretch;
  geo::GridPoint centre;                   ///< its culture house
  std::int64_t first = 0, households = 0;  ///< of Province::households
};

struct World {
  Options options;
  Tessellation land;
  std::vector<Commune> communes;  ///< as Province::communes_old, a cell of the land each
  std::vector<Hamlet> hamlets;    ///< as Province::hamlets
  Province province;

  const Entry& new_commune_of(const Hamlet& hamlet) const {
    return province.communes_new[communes[hamlet.commune].merged];
  }
};

/// `homes`: with household points; all else is the same without.
World make_world(const Options& options, const Task& task, bool homes = true);

// Its parts, in this order; each adds to the world what its name says.
void add_territories(World& world, Names& names);     // territories.cpp
void add_hamlets(World& world, Names& names);         // hamlets.cpp
void add_households(World& world, const Task& task);  // hamlets.cpp
void add_facilities(World& world, Names& names);      // facilities.cpp: schools, hospitals, agencies, zones

}  // namespace vungphu::demo
