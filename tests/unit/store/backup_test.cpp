#include <gmock/gmock.h>

#include "workspace.hpp"

namespace vungphu::store {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

struct Saved : Workspace {
  Saved() {
    Store store = create();
    ListInfo info = list_of("hamlet", kBeginning);
    info.sha256 = must(store.put_blob(file("list.csv", "abc")));
    must(store.add_list(info, std::vector{hamlet("a", "Ấp Một")}, {}));
    must(store.backup(backup()));
  }
  std::string backup() const { return root() + "/saved.zip"; }
  std::string target() const { return root() + "/again"; }
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& entry : fs::directory_iterator(root())) all.push_back(entry.path().filename().string());
    return all;
  }
};

TEST(Backup, GivesBackTheSameWorkspace) {
  const Saved saved;
  must(Store::restore(saved.backup(), saved.target()));
  const Store back = must(Store::open(saved.target(), Access::read));
  EXPECT_THAT(names_in_force(back, "hamlet", kBeginning), ElementsAre("a=Ấp Một"));
  EXPECT_EQ(must(back.audit()).back().hash, must(saved.open().audit()).back().hash);
  EXPECT_THAT(must(back.check()).faults, IsEmpty());
  EXPECT_EQ(must(back.check()).blobs, 1);
  EXPECT_THAT(saved.names(), UnorderedElementsAre("w", "again", "saved.zip", "list.csv"));
}

TEST(Backup, IsOneStateWhileAWriterGoesOn) {
  const Workspace workspace;
  Store writer = workspace.create();
  const Store reader = workspace.open();
  must(writer.add_list(list_of("hamlet", kBeginning), std::vector{hamlet("a")}, {}));
  const Task task{[&](std::string_view stage, std::uint64_t, std::uint64_t) {
                    if (stage == "backup_ledger") {
                      must(writer.add_list(list_of("hamlet", kBeginning), std::vector{hamlet("b")}, {}));
                    }
                  },
                  {}};
  must(reader.backup(workspace.root() + "/b.zip", task));
  must(Store::restore(workspace.root() + "/b.zip", workspace.root() + "/again"));
}

TEST(Backup, IsNotWrittenIntoItsOwnWorkspace) {
  const Saved saved;
  const Store store = saved.open();
  EXPECT_EQ(store.backup(saved.ledger()).error().code, "store.backup_inside");
  EXPECT_EQ(store.backup(saved.folder() + "/blobs/../x.zip").error().code, "store.backup_inside");
  EXPECT_THAT(must(store.check()).faults, IsEmpty());
}

TEST(Backup, DoesNotTakeThePlaceOfAFolder) {
  const Saved saved;
  EXPECT_EQ(saved.open().backup(saved.root()).error().code, "base.is_directory");
}

TEST(Backup, LeavesNothingBehindWhenItFails) {
  const Saved saved;
  const Store store = saved.open();
  fs::remove(store.blob_path(must(store.lists()).at(0).sha256));
  EXPECT_EQ(store.backup(saved.root() + "/b.zip").error().code, "base.file_missing");
  EXPECT_THAT(saved.names(), UnorderedElementsAre("w", "saved.zip", "list.csv"));
}

TEST(Restore, RefusesWhatIsNoBackupOrNotWhole) {
  const Saved saved;
  EXPECT_EQ(Store::restore(saved.file("x.zip", "hello"), saved.target()).error().code, "store.bad_backup");
  EXPECT_EQ(Store::restore(saved.root() + "/none.zip", saved.target()).error().code, "base.file_missing");
  std::string bytes;
  {
    std::ifstream in(saved.backup(), std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  for (const std::size_t cut : {bytes.size() / 2, bytes.size() - 10}) {
    EXPECT_FALSE(Store::restore(saved.file("cut.zip", bytes.substr(0, cut)), saved.target()));
  }
  for (std::size_t at = 40; at < bytes.size() - 200; at += bytes.size() / 40) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 16);
    // Some bytes are of no consequence (the mode or the time of a file in the zip); any other must be found.
    if (!Store::restore(saved.file("flipped.zip", flipped), saved.target())) continue;
    const std::string tail = must(must(Store::open(saved.target(), Access::read)).audit()).back().hash;
    EXPECT_EQ(tail, must(saved.open().audit()).back().hash) << at;
    fs::remove_all(saved.target());
  }
  EXPECT_FALSE(fs::exists(saved.target()));
}

TEST(Restore, GoesIntoAnEmptyFolderOnly) {
  const Saved saved;
  EXPECT_EQ(Store::restore(saved.backup(), saved.folder()).error().code, "store.not_empty");
  fs::create_directory(saved.target());
  must(Store::restore(saved.backup(), saved.target() + "/"));
  EXPECT_TRUE(fs::exists(saved.target() + "/workspace.db"));
}

}  // namespace
}  // namespace vungphu::store
