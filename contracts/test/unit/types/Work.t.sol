// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Account as Party} from "../../../src/types/Account.sol";
import {Bucket} from "../../../src/types/Bucket.sol";
import {Flow, Kind, PPM, Work, WorkLib} from "../../../src/types/Work.sol";
import {CoreTest} from "../../helpers/CoreTest.sol";
import {Plain} from "../../helpers/Plain.sol";

contract WorkTest is CoreTest {
    Reader private reader = new Reader();

    function test_id_isThePlainStructHash(Work memory work) public view {
        work = valid(work);
        assertEq(reader.id(work), Plain.idOf(work));
    }

    /// R-1: the id binds every field.
    function test_id_changesWithEveryField(Work memory work, uint256 word, uint256 field) public view {
        work = valid(work);
        bytes32 before = reader.id(work);
        uint256 size = 6 + 3 * work.flows.length;
        _flip(work, field % size, bound(word, 1, type(uint256).max));
        try reader.id(work) returns (bytes32 afterwards) {
            assertNotEq(afterwards, before);
        } catch {
            // A share that grew over the whole: such a work has no id at all.
            assertGt(_sumOf(work), PPM);
        }
    }

    /// R-1: flows cannot be moved, added or taken away.
    function test_id_changesWithTheOrderAndNumberOfFlows(Work memory work, Flow memory more) public view {
        work = valid(work);
        bytes32 before = reader.id(work);
        more.kind %= 3;
        more.share = 0;
        vm.assume(work.flows.length < 32);
        Work memory longer = owing(work, more.kind, more.share, more.to);
        assertNotEq(reader.id(longer), before, "one more");
        vm.assume(longer.flows.length > 1);
        (longer.flows[0], longer.flows[1]) = (longer.flows[1], longer.flows[0]);
        vm.assume(keccak256(abi.encode(longer.flows[0])) != keccak256(abi.encode(longer.flows[1])));
        assertNotEq(reader.id(longer), Plain.idOf(owing(work, more.kind, more.share, more.to)), "another order");
    }

    function test_id_revertsWhen_thereAreTooManyFlows(uint256 count) public {
        count = bound(count, 33, 60);
        Work memory work = workOf(alice, "crowded");
        work.flows = new Flow[](count);
        vm.expectRevert(abi.encodeWithSelector(WorkLib.TooManyFlows.selector, count, 32));
        reader.id(work);
    }

    function test_id_revertsWhen_aKindIsUnknown(Work memory work, uint8 kind, uint256 index) public {
        work = valid(work);
        vm.assume(work.flows.length != 0);
        index %= work.flows.length;
        work.flows[index].kind = uint8(bound(kind, 3, 255));
        vm.expectRevert(abi.encodeWithSelector(WorkLib.UnknownKind.selector, index, work.flows[index].kind));
        reader.id(work);
    }

    function test_id_revertsWhen_theSharesAddUpToMoreThanTheWhole(Work memory work, uint32 share) public {
        work = valid(work);
        vm.assume(work.flows.length != 0);
        uint256 sum;
        for (uint256 i = 1; i < work.flows.length; ++i) {
            sum += work.flows[i].share;
        }
        work.flows[0].share = uint32(bound(share, PPM - sum + 1, type(uint32).max));
        sum += work.flows[0].share;
        vm.expectRevert(abi.encodeWithSelector(WorkLib.SharesTooHigh.selector, sum, PPM));
        reader.id(work);
    }

    function test_id_revertsWhen_theResaleRateIsMoreThanTheWhole(Work memory work, uint32 resale) public {
        work = valid(work);
        work.resale = uint32(bound(resale, PPM + 1, type(uint32).max));
        vm.expectRevert(abi.encodeWithSelector(WorkLib.ResaleTooHigh.selector, work.resale, PPM));
        reader.id(work);
    }

    /// Bits above a field's type would make two encodings of one work, or shares whose sum wraps.
    function test_id_revertsWhen_bitsAboveAFieldAreSet(uint256 dirt, uint256 field) public view {
        Work memory work = owing(workOf(alice, "dirty"), Kind.WORK, 10, bytes32(uint256(1)));
        work = owing(work, Kind.WORK, 10, bytes32(uint256(2)));
        bytes memory data = abi.encodeCall(Reader.id, (work));
        // Resale, and kind and share of both flows, by their word after the selector and the offset.
        uint256[5] memory words = [uint256(5), 8, 9, 11, 12];
        uint256 position = 4 + 32 + 32 * words[field % 5] + 32;
        dirt = bound(dirt, 1 << 32, type(uint256).max) & ~uint256(type(uint32).max);
        assembly {
            let word := add(data, position)
            mstore(word, or(mload(word), dirt))
        }
        (bool success,) = address(reader).staticcall(data);
        assertFalse(success);
    }

    /// Two shares of 2^255 would wrap to 0.
    function test_id_revertsWhen_sharesWouldWrap() public view {
        Work memory work = owing(workOf(alice, "wrapped"), Kind.WORK, 0, 0);
        work = owing(work, Kind.WORK, 0, 0);
        bytes memory data = abi.encodeCall(Reader.id, (work));
        assembly {
            mstore(add(data, 356), shl(255, 1))
            mstore(add(data, 452), shl(255, 1))
        }
        (bool success,) = address(reader).staticcall(data);
        assertFalse(success);
    }

    function test_id_revertsWhen_flowsLieOutsideTheCall(uint256 offset) public view {
        bytes memory data = abi.encodeCall(Reader.id, (workOf(alice, "cut")));
        offset = bound(offset, data.length, uint256(type(int256).max));
        assembly {
            // The offset of the flows is the seventh word of the work.
            mstore(add(data, 260), offset)
        }
        (bool success,) = address(reader).staticcall(data);
        assertFalse(success);
    }

    function test_encodeCall_isThePlainEncoding(Work memory work, bytes4 selector) public view {
        work = valid(work);
        assertEq(reader.encodeCall(work, selector), abi.encodeWithSelector(selector, work));
    }

    function test_keyOf_namesTheBuckets(bytes32 work) public pure {
        assertEq(Bucket.Sales.keyOf(work), work);
        assertEq(Bucket.Resale.keyOf(work), Plain.resaleOf(work));
    }

    function _sumOf(Work memory work) private pure returns (uint256 sum) {
        for (uint256 i; i < work.flows.length; ++i) {
            sum += work.flows[i].share;
        }
    }

    function _flip(Work memory work, uint256 field, uint256 word) private pure {
        if (field == 0) work.creator = Party.wrap(Party.unwrap(work.creator) ^ word);
        else if (field == 1) work.home = Party.wrap(Party.unwrap(work.home) ^ word);
        else if (field == 2) work.record ^= bytes32(word);
        else if (field == 3) work.origin ^= bytes32(word);
        else if (field == 4) work.arbiter = Party.wrap(Party.unwrap(work.arbiter) ^ word);
        else if (field == 5) work.resale = uint32((work.resale + 1 + word % PPM) % (PPM + 1));
        else _flip(work.flows[(field - 6) / 3], (field - 6) % 3, word);
    }

    function _flip(Flow memory flow, uint256 field, uint256 word) private pure {
        if (field == 0) flow.kind = uint8((flow.kind + 1 + word % 2) % 3);
        else if (field == 1) flow.share = flow.share == 0 ? 1 : flow.share - 1;
        else flow.to ^= bytes32(word);
    }
}

contract Reader {
    function id(Work calldata work) external pure returns (bytes32) {
        return work.id();
    }

    function encodeCall(Work calldata work, bytes4 selector) external pure returns (bytes memory) {
        (, Flow[] calldata flows) = work.read();
        return work.encodeCall(flows, selector);
    }
}
