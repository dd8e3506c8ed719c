// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILedger} from "../../src/core/ILedger.sol";
import {IRoyaltyReceivers} from "../../src/core/IRoyaltyReceivers.sol";
import {IWorks} from "../../src/core/IWorks.sol";
import {Ledger} from "../../src/core/Ledger.sol";
import {Works} from "../../src/core/Works.sol";
import {Account as Party} from "../../src/types/Account.sol";
import {Bucket} from "../../src/types/Bucket.sol";
import {Flow, Work} from "../../src/types/Work.sol";
import {Token} from "../helpers/Token.sol";
import {Exposed} from "./Exposed.sol";
import {VectorTest} from "./VectorTest.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice The Ledger does what the vectors say, call by call, and ends with their numbers.
/// @custom:rule R-2
/// @custom:rule R-5
/// @custom:rule R-11
contract LedgerVectors is VectorTest {
    string private constant WORK =
        "Work(uint256 creator,uint256 home,bytes32 record,bytes32 origin,uint256 arbiter,uint32 resale,Flow[] flows)Flow(uint8 kind,uint32 share,bytes32 to)";

    Exposed private exposed = new Exposed();

    function test_R11_dues_areThoseOfTheVectors() public {
        replay("amount", "flows", this.checkFlow, 60);
        replay("amount", "residuals", this.checkResidual, 40);
        replay("amount", "leaves", this.checkLeaf, 100);
    }

    function test_R11_ledgers_doWhatTheVectorsSay() public {
        replay("ledger", "ledgers", this.checkLedger, 30);
    }

    function checkFlow(string memory json) external view {
        uint256 due = exposed.ofShare(uintAt(json, ".gross"), uintAt(json, ".share"));
        assertEq(due, uintAt(json, ".due"));
    }

    function checkResidual(string memory json) external view {
        uint256[] memory shares = vm.parseJsonUintArray(json, ".shares");
        Work memory work;
        work.flows = new Flow[](shares.length);
        for (uint256 i; i < shares.length; ++i) {
            work.flows[i].share = uint32(shares[i]);
        }
        uint256 due = exposed.ofShare(uintAt(json, ".gross"), exposed.residualShare(work));
        assertEq(due, uintAt(json, ".due"));
    }

    function checkLeaf(string memory json) external view {
        uint256 due = exposed.ofLeaf(uintAt(json, ".flow"), uintAt(json, ".weight"), uintAt(json, ".total"));
        assertEq(due, uintAt(json, ".due"));
    }

    function checkLedger(string memory json) external {
        vm.chainId(uintAt(json, ".chainId"));
        Ledger ledger = new Ledger();
        _setUpTokens(json, address(ledger));
        _setUpCode(json);
        _setUpHolders(json);
        _call(json, ledger);
        _compare(json, ledger);
    }

    function _setUpTokens(string memory json, address ledger) private {
        bytes memory code = address(new Token()).code;
        address payer = vm.parseJsonAddress(json, ".payer");
        for (uint256 i; has(json, _at(".totals", i, "")); ++i) {
            Token token = Token(vm.parseJsonAddress(json, _at(".totals", i, ".token")));
            vm.etch(address(token), code);
            token.mint(payer, type(uint192).max);
            vm.prank(payer);
            token.approve(ledger, type(uint256).max);
        }
    }

    function _setUpCode(string memory json) private {
        for (uint256 i; has(json, _at(".codes", i, "")); ++i) {
            vm.etch(
                vm.parseJsonAddress(json, _at(".codes", i, ".address")),
                vm.parseJsonBytes(json, _at(".codes", i, ".code"))
            );
        }
    }

    /// @dev Works that changed hands are minted by their creators, the others not at all.
    function _setUpHolders(string memory json) private {
        Works works = Works(vm.parseJsonAddress(json, ".home"));
        vm.etch(address(works), address(new Works(IRoyaltyReceivers(address(0)))).code);
        IWorks.Attestation memory nothing;
        for (uint256 i; has(json, _at(".holders", i, "")); ++i) {
            bytes32 id = hex32(json, _at(".holders", i, ".work"));
            uint256 holder = uintAt(json, _at(".holders", i, ".account"));
            for (uint256 j; has(json, _at(".works", j, "")); ++j) {
                Work memory work = abi.decode(vm.parseJsonType(json, _at(".works", j, ""), WORK), (Work));
                if (exposed.idOf(work) != id) continue;
                vm.prank(address(uint160(Party.unwrap(work.creator))));
                works.mint(work, nothing, address(uint160(holder)));
                break;
            }
        }
    }

    function _call(string memory json, Ledger ledger) private {
        for (uint256 i; has(json, _at(".calls", i, "")); ++i) {
            bytes memory selector = vm.parseJsonBytes(json, _at(".calls", i, ".selector"));
            bytes memory data = vm.parseJsonBytes(json, _at(".calls", i, ".calldata"));
            vm.recordLogs();
            vm.prank(vm.parseJsonAddress(json, _at(".calls", i, ".caller")));
            (bool done, bytes memory answer) = address(ledger).call(data);
            string memory label = string.concat(nameOf(json), ", call ", vm.toString(i));
            assertEq(done, selector.length == 0, label);
            if (!done) assertEq(bytes4(answer), bytes4(selector), label);
            _compareSkips(vm.parseJsonBytesArray(json, _at(".calls", i, ".skips")), label);
        }
    }

    /// @dev What `settle` passed over is reported, in order, with the reason.
    function _compareSkips(bytes[] memory skips, string memory label) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 count;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != ILedger.Skipped.selector) continue;
            (, bytes memory reason) = abi.decode(logs[i].data, (uint256, bytes));
            assertLt(count, skips.length, label);
            assertEq(bytes4(reason), bytes4(skips[count++]), label);
        }
        assertEq(count, skips.length, label);
    }

    function _compare(string memory json, Ledger ledger) private view {
        for (uint256 i; has(json, _at(".reads", i, "")); ++i) {
            (, bytes memory answer) = address(ledger).staticcall(vm.parseJsonBytes(json, _at(".reads", i, ".calldata")));
            assertEq(answer, vm.parseJsonBytes(json, _at(".reads", i, ".returns")), nameOf(json));
        }
        for (uint256 i; has(json, _at(".buckets", i, "")); ++i) {
            Bucket bucket = Bucket(uintAt(json, _at(".buckets", i, ".bucket")));
            bytes32 key = exposed.keyOf(bucket, hex32(json, _at(".buckets", i, ".work")));
            assertEq(key, hex32(json, _at(".buckets", i, ".key")), nameOf(json));
        }
        for (uint256 i; has(json, _at(".received", i, "")); ++i) {
            Token token = Token(vm.parseJsonAddress(json, _at(".received", i, ".token")));
            address payee = vm.parseJsonAddress(json, _at(".received", i, ".address"));
            assertEq(token.balanceOf(payee), uintAt(json, _at(".received", i, ".amount")), nameOf(json));
        }
        for (uint256 i; has(json, _at(".totals", i, "")); ++i) {
            Token token = Token(vm.parseJsonAddress(json, _at(".totals", i, ".token")));
            uint256 kept = uintAt(json, _at(".totals", i, ".paidIn")) - uintAt(json, _at(".totals", i, ".paidOut"));
            assertEq(token.balanceOf(address(ledger)), kept, nameOf(json));
        }
    }

    function _at(string memory list, uint256 index, string memory rest) private pure returns (string memory) {
        return string.concat(list, "[", vm.toString(index), "]", rest);
    }
}
