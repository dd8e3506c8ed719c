// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Account as Party, AccountLib} from "../../src/types/Account.sol";
import {Bucket} from "../../src/types/Bucket.sol";
import {Leaf, Proof, Sibling} from "../../src/types/Leaf.sol";
import {Kind, Work} from "../../src/types/Work.sol";
import {Reenterer} from "../helpers/Actors.sol";
import {CoreTest} from "../helpers/CoreTest.sol";
import {HostileArbiter, HostileHome} from "../helpers/HostileHomes.sol";
import {CallbackToken, FeeToken, MoodyToken} from "../helpers/HostileTokens.sol";
import {Plain} from "../helpers/Plain.sol";
import {Token} from "../helpers/Token.sol";
import {Trees} from "../helpers/Trees.sol";

/// @notice A small lineage with every kind of flow, honest and hostile tokens, trees, homes and an arbiter.
/// @dev    remix -> output -> model -> data set -> tree of contributors, one of them a work
///         every one of them also pays an account, one of which calls back
abstract contract LedgerWorld is CoreTest {
    /// A bucket of a work, and what it owes.
    struct Place {
        uint256 work;
        Bucket bucket;
        bytes32 key;
        uint8[] kinds;
        uint32[] shares;
        uint32 residual;
    }

    /// A leaf of a tree, as one bucket owes it.
    struct Twig {
        uint256 place;
        uint256 flow;
        uint8 kind;
        uint128 weight;
        uint256 prefix;
        uint256 total;
        /// Whether any proof leads to it.
        bool isProvable;
    }

    /// What shows a leaf to the Ledger.
    struct Exhibit {
        uint256 work;
        uint256 flow;
        Leaf leaf;
        Proof proof;
    }

    bytes[] private _works;
    bytes[] private _exhibits;
    Place[] private _places;
    Twig[] private _twigs;
    Token[] internal tokens;
    address[] internal people;

    MoodyToken internal moody;
    HostileArbiter internal arbiter;
    HostileHome internal home;
    Reenterer internal reenterer;

    function setUp() public override {
        super.setUp();
        for (uint256 i; i < 6; ++i) {
            people.push(vm.addr(10_000 + i));
        }
        moody = new MoodyToken();
        CallbackToken callback = new CallbackToken();
        (arbiter, home, reenterer) = (new HostileArbiter(), new HostileHome(), new Reenterer());
        callback.register(address(reenterer));
        tokens = [token, moody, new FeeToken(), callback];
        for (uint256 i; i < tokens.length; ++i) {
            vm.prank(payer);
            tokens[i].approve(address(ledger), type(uint256).max);
        }
        _build();
    }

    function workCount() public view returns (uint256) {
        return _works.length;
    }

    function workAt(uint256 index) public view returns (Work memory) {
        return abi.decode(_works[index], (Work));
    }

    /// @dev Every leaf, in both buckets.
    function twigs() public view returns (Twig[] memory) {
        return _twigs;
    }

    /// @dev The sales bucket of work i at 2 i, its resale bucket at 2 i + 1.
    function places() public view returns (Place[] memory) {
        return _places;
    }

    function keyAt(uint256 place) public view returns (bytes32) {
        return _places[place].key;
    }

    function exhibitAt(uint256 index) internal view returns (Exhibit memory) {
        return abi.decode(_exhibits[index % _exhibits.length], (Exhibit));
    }

    function _build() private {
        Work memory escrow = workOf(people[0], "a person without an address");
        _add(escrow);
        Work memory data = owing(workOf(people[1], "data set"), Kind.TREE, 900_000, _honestTree(1, 0, escrow));
        _add(data);
        Work memory model = owingKey(owingWork(workOf(people[2], "model"), 200_000, data), 70_001, people[5]);
        _add(model);
        Work memory output = owingWork(workOf(people[3], "output"), 100_000, model);
        output = owing(output, Kind.TREE, 150_000, _lyingTree(3, 1));
        output = owing(output, Kind.ACCOUNT, 50_003, here(address(reenterer)).toBytes32());
        output.arbiter = here(address(arbiter));
        _add(output);
        Work memory remix = owingKey(owingWork(workOf(people[4], "remix"), 333_333, output), 1, people[5]);
        remix = owingWork(remix, 50_000, data);
        remix.home = here(address(home));
        _add(remix);
        Work memory foreign = owingWork(owingKey(workOf(people[5], "foreign"), 400_000, people[0]), 600_000, output);
        foreign.home = AccountLib.from(10, address(works));
        _add(foreign);
    }

    function _honestTree(uint256 work, uint256 flow, Work memory escrow) private returns (bytes32) {
        Leaf[] memory leaves = new Leaf[](7);
        for (uint256 i; i < 7; ++i) {
            leaves[i] = Leaf(Kind.ACCOUNT, keyOf(people[i % 6]).toBytes32(), uint128(1 + i * i * 31));
        }
        leaves[3] = Leaf(Kind.WORK, Plain.idOf(escrow), 1000);
        uint256 total = Trees.prefixOf(leaves, 7);
        for (uint256 i; i < 7; ++i) {
            _exhibit(Exhibit(work, flow, leaves[i], Trees.proofOf(leaves, i)), Trees.prefixOf(leaves, i), total, true);
        }
        return Trees.rootOf(leaves);
    }

    /// @dev Its left half claims a wrong weight, its right half holds the same leaf twice.
    function _lyingTree(uint256 work, uint256 flow) private returns (bytes32) {
        Leaf[] memory leaves = new Leaf[](4);
        for (uint256 i; i < 4; ++i) {
            leaves[i] = Leaf(Kind.ACCOUNT, keyOf(people[i / 2]).toBytes32(), 10);
        }
        Sibling[] memory layer = Trees.above(Trees.layerOf(leaves));
        layer[0].weight = 3;
        for (uint256 i; i < 4; ++i) {
            Proof memory proof = Trees.proofOf(leaves, i);
            if (i > 1) proof.siblings[1] = layer[0];
            uint256 prefix = i < 2 ? i * 10 : 3 + (i - 2) * 10;
            _exhibit(Exhibit(work, flow, leaves[i], proof), prefix, 23, i > 1);
        }
        return Plain.rootOf(Plain.nodeOf(layer[0], layer[1]));
    }

    function _add(Work memory work) private {
        uint256 count = work.flows.length;
        (uint8[] memory kinds, uint32[] memory shares, uint32 rest) =
            (new uint8[](count), new uint32[](count), 1_000_000);
        for (uint256 i; i < count; ++i) {
            (kinds[i], shares[i]) = (work.flows[i].kind, work.flows[i].share);
            rest -= shares[i];
        }
        for (uint256 b; b < 2; ++b) {
            bytes32 key = Bucket(b).keyOf(Plain.idOf(work));
            _places.push(Place(_works.length, Bucket(b), key, kinds, shares, rest));
        }
        _works.push(abi.encode(work));
    }

    function _exhibit(Exhibit memory it, uint256 prefix, uint256 total, bool isProvable) private {
        _exhibits.push(abi.encode(it));
        for (uint256 b; b < 2; ++b) {
            _twigs.push(Twig(2 * it.work + b, it.flow, it.leaf.kind, it.leaf.weight, prefix, total, isProvable));
        }
    }
}
