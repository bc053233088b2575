// One factory a family of formats; registry.cpp has the table.
#pragma once

#include <memory>

#include "vungphu/formats/table.hpp"

namespace vungphu::formats {

using Made = Result<std::unique_ptr<Writer>>;

Made make_table(const Schema& schema, const Output& output);
Made make_json(const Schema& schema, const Output& output);
Made make_csv(const Schema& schema, const Output& output);
Made make_csv_excel(const Schema& schema, const Output& output);
Made make_xlsx(const Schema& schema, const Output& output);
Made make_geojson(const Schema& schema, const Output& output);
Made make_geojsonseq(const Schema& schema, const Output& output);
Made make_gpkg(const Schema& schema, const Output& output);
Made make_fgb(const Schema& schema, const Output& output);
Made make_shp(const Schema& schema, const Output& output);
Made make_kml(const Schema& schema, const Output& output);

}  // namespace vungphu::formats
