// What a file is, before anybody submits or imports it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vungphu/base/task.hpp"
#include "vungphu/intake/crs_guess.hpp"
#include "vungphu/intake/text.hpp"
#include "vungphu/model/profile.hpp"
#include "vungphu/model/raw.hpp"
#include "vungphu/service/request.hpp"
#include "vungphu/store/store.hpp"

namespace vungphu::service {

/// A column and what it means; `evidence` is intake::evidence_of().
struct MeaningFound {
  ColumnUse use;
  std::string evidence;
};
/// A collector or a kind of list that the layer would do for; the higher, the better.
struct Fit {
  std::string name;
  int fit = 0;
};

struct InspectedLayer {
  LayerInfo layer;  ///< texts repaired
  intake::TextChoice text;
  std::vector<MeaningFound> meanings;  ///< as for the first of `collectors`, else of `kinds`
  std::vector<Fit> collectors, kinds;
  std::string crs, crs_name;         ///< in which it would be read; empty: it names none, or has no positions
  bool positions = false;            ///< it has geometry or coordinate columns
  std::optional<Error> crs_problem;  ///< what a submission would be told
  std::optional<intake::CrsGuess> own;    ///< how its own CRS does; nothing without an outline
  std::vector<intake::CrsGuess> guesses;  ///< empty without an outline
};

struct InspectReport {
  std::string file_name, format, encoding, member;
  bool outline = false;  ///< there are territories to hold positions against
  std::vector<InspectedLayer> layers;
};

/// Nothing is kept. `store` null: without a workspace, by `profile` alone. With `request.layer` only that
/// layer. Errors: those of reader::pack and describe, service.layer_missing.
Result<InspectReport> inspect(const store::Store* store, const Profile& profile, const FileRequest& request,
                              const Task& task = {});

}  // namespace vungphu::service
