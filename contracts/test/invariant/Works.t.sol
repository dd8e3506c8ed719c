// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Works} from "../../src/core/Works.sol";
import {Work} from "../../src/types/Work.sol";
import {WorksHandler} from "./WorksHandler.sol";
import {Test} from "forge-std/Test.sol";
import {LibString} from "solady/utils/LibString.sol";

/// @notice What stays true of Works after any order of calls.
contract WorksInvariants is Test {
    WorksHandler private world;
    Works private works;

    function setUp() public {
        world = new WorksHandler();
        works = world.contractUnderTest();
        bytes4[] memory selectors = new bytes4[](10);
        selectors[0] = WorksHandler.mint.selector;
        selectors[1] = WorksHandler.mintFor.selector;
        selectors[2] = WorksHandler.mintOutput.selector;
        selectors[3] = WorksHandler.anchor.selector;
        selectors[4] = WorksHandler.transfer.selector;
        selectors[5] = WorksHandler.authorize.selector;
        selectors[6] = WorksHandler.revoke.selector;
        selectors[7] = WorksHandler.revokeAll.selector;
        selectors[8] = WorksHandler.remember.selector;
        selectors[9] = WorksHandler.wait.selector;
        targetContract(address(world));
        targetSelector(FuzzSelector(address(world), selectors));
    }

    /// R-1: what a token shows of a work is what its id promised.
    function invariant_R1_tokensShowWhatTheirIdsPromised() public view {
        for (uint256 i; i < world.workCount(); ++i) {
            if (world.owners(i) == address(0)) continue;
            Work memory work = world.workAt(i);
            uint256 id = uint256(works.idOf(work));
            string memory record = LibString.toHexStringNoPrefix(uint256(work.record), 32);
            assertEq(works.tokenURI(id), string.concat("ipfs://f01551220", record));
            (, uint256 royalty) = works.royaltyInfo(id, 1_000_000);
            assertEq(royalty, work.resale);
        }
    }

    /// R-1: a work is minted once, and then owned by whom it was given to.
    function invariant_R1_aWorkIsMintedOnceAndOwnedByOne() public view {
        uint256 tokens;
        for (uint256 i; i < world.workCount(); ++i) {
            assertLe(world.mints(i), 1);
            tokens += world.mints(i);
            if (world.owners(i) != address(0)) assertEq(works.ownerOf(uint256(world.idAt(i))), world.owners(i));
        }
        address[] memory people = world.people();
        for (uint256 i; i < people.length; ++i) {
            tokens -= works.balanceOf(people[i]);
        }
        assertEq(tokens, 0);
    }

    /// R-10: Works and a plain history agree about every key, around every moment at which anything changed.
    function invariant_R10_authorityAgreesWithHistory() public view {
        address[] memory keys = world.keys();
        for (uint256 model; model < 2; ++model) {
            uint256[] memory moments = world.momentsOf(model);
            for (uint256 i; i < moments.length; ++i) {
                for (uint256 k; moments[i] != 0 && k < keys.length; ++k) {
                    for (uint256 time = moments[i] - 1; time < moments[i] + 2; ++time) {
                        bool said = works.isAuthorized(world.idAt(model), keys[k], time);
                        assertEq(said, world.historySays(model, keys[k], time));
                    }
                }
            }
        }
    }

    /// R-10: what was true of a past second stays true for ever.
    function invariant_R10_thePastNeverChanges() public view {
        WorksHandler.Memory[] memory memories = world.memories();
        for (uint256 i; i < memories.length; ++i) {
            bool said = works.isAuthorized(memories[i].model, memories[i].key, memories[i].time);
            assertEq(said, memories[i].authorized);
        }
    }

    /// R-10: every output that was minted came from a key that was authorized at the time that was proven.
    function invariant_R10_everyMintedOutputIsAuthentic() public view {
        WorksHandler.Minted[] memory minted = world.minted();
        for (uint256 i; i < minted.length; ++i) {
            assertTrue(minted[i].wasAuthorized);
        }
    }

    /// R-10: an anchor keeps the first time at which it was seen.
    function invariant_R10_anchorsKeepTheirFirstTime() public view {
        bytes32[] memory roots = world.roots();
        for (uint256 i; i < roots.length; ++i) {
            assertEq(works.anchoredAt(roots[i]), world.firstSeen(roots[i]));
        }
    }

    /// R-12: the epoch counts transfers, and the fingerprint is of owner, epoch and key generation.
    function invariant_R12_theStateShowsEveryChange() public view {
        for (uint256 i; i < world.workCount(); ++i) {
            bytes32 id = world.idAt(i);
            assertEq(works.epochOf(id), world.transfers(i));
            bytes32 state = keccak256(abi.encode(world.owners(i), world.transfers(i), world.generations(i)));
            assertEq(works.getStateFingerprint(uint256(id)), state);
        }
    }
}
