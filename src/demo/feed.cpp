#include "feed.hpp"

#include <filesystem>

#include "vungphu/base/file.hpp"

namespace vungphu::demo {

Result<Feed> Feed::open(const std::string& folder, const std::string& file, formats::GeometryKind geometry,
                        const std::vector<Field>& fields, const std::string& crs, const std::string& title) {
  const std::filesystem::path name(file);
  formats::Schema schema;
  schema.name = name.stem().string();
  schema.title = title;
  schema.geometry = geometry;
  for (const Field& field : fields)
    schema.columns.push_back({field.name, field.name, field.type, field.decimals, {}, false});
  formats::Output output;
  output.format = name.extension().string().substr(1);
  output.path = folder + "/" + file;
  output.crs = crs;
  output.pinned = {
      {"EPSG:4756", "EPSG:6960"}};  // VN-2000 by the national operation, as the profile of a province has it
  VP_TRY(std::unique_ptr<formats::Writer> writer, formats::open(schema, output));
  return Feed(std::move(writer));
}

Result<Feeds> write_feeds(const std::string& folder, const Options& options, const Task& task) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return tl::unexpected<Error>(io_error(folder, error.value()));
  VP_CHECK(task.check());
  const World world = make_world(options, task);
  Feeds feeds;
  VP_CHECK(write_lists(world, folder, feeds, task));
  VP_CHECK(write_submissions(world, folder, feeds, task));
  feeds.closed_levels = {"district"};
  feeds.closed_from = kMergerDate;
  return feeds;
}

}  // namespace vungphu::demo
