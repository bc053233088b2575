// Files as other tools make them, made with GDAL at test time.
#pragma once

#include <string>
#include <vector>

namespace vungphu::test {

struct MadeFeature {
  std::string wkt;  ///< empty for none
  std::string code;
  int households = 0;
  double speed = 0;
};

struct MadeLayer {
  std::string name;
  int epsg = 4326;  ///< 0 for none
  std::vector<MadeFeature> features;
};

/// A data set of `layers`, each with the columns code (text), households (integer), speed (real), day (date,
/// always 2026-06-30). `options` go to the creation of the layers.
void make_file(const std::string& driver, const std::string& path, const std::vector<MadeLayer>& layers,
               const std::vector<std::string>& options = {});

/// A statement of SQLite on a made GeoPackage, with triggers off.
void run_sql(const std::string& path, const std::string& sql);

}  // namespace vungphu::test
