// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILedger} from "../../src/core/ILedger.sol";
import {ILicenses} from "../../src/core/ILicenses.sol";
import {Ledger} from "../../src/core/Ledger.sol";
import {Licenses} from "../../src/core/Licenses.sol";
import {Works} from "../../src/core/Works.sol";
import {Checkouts} from "../../src/periphery/Checkouts.sol";
import {RoyaltyReceivers} from "../../src/periphery/RoyaltyReceivers.sol";
import {WrappedEther} from "../../src/periphery/WrappedEther.sol";
import {Test} from "forge-std/Test.sol";

/// @notice Everything deploys through one CREATE2 deployer, at addresses that are the same on every chain.
contract DeploymentTest is Test {
    /// @dev Arachnid's deployment proxy: calldata is salt and init code.
    address private constant DEPLOYER = 0x4e59b44847b379578588920cA78FbF26c0B4956C;

    function test_deploy_givesTheSameAddressesOnEveryChain(uint64 chain, uint40 time) public {
        uint256 clean = vm.snapshotState();
        address[6] memory here = _deploy();
        vm.revertToState(clean);
        vm.chainId(bound(chain, 1, type(uint64).max));
        vm.warp(time);
        address[6] memory there = _deploy();
        for (uint256 i; i < here.length; ++i) {
            assertEq(here[i], there[i]);
        }
    }

    function test_deploy_wiresTheContracts() public {
        address[6] memory at = _deploy();
        assertEq(address(Works(at[3]).royaltyReceivers()), at[2]);
        // The receiver pays the Ledger, and the wrapped ether is the one it was made with.
        deal(RoyaltyReceivers(at[2]).receiverOf("work"), 1);
        RoyaltyReceivers(at[2]).sweep("work", at[0]);
        assertEq(WrappedEther(payable(at[0])).balanceOf(at[1]), 1);
    }

    /// @dev Init code is creation code and addresses deployed before: nothing else goes in.
    function _deploy() private returns (address[6] memory at) {
        at[0] = _create(type(WrappedEther).creationCode, "");
        at[1] = _create(type(Ledger).creationCode, "");
        at[2] = _create(type(RoyaltyReceivers).creationCode, abi.encode(ILedger(at[1]), at[0]));
        at[3] = _create(type(Works).creationCode, abi.encode(at[2]));
        at[4] = _create(type(Licenses).creationCode, abi.encode(ILedger(at[1])));
        at[5] = _create(type(Checkouts).creationCode, abi.encode(ILedger(at[1]), ILicenses(at[4])));
    }

    function _create(bytes memory code, bytes memory arguments) private returns (address at) {
        bytes memory initCode = bytes.concat(code, arguments);
        at = vm.computeCreate2Address(0, keccak256(initCode), DEPLOYER);
        (bool success,) = DEPLOYER.call(bytes.concat(bytes32(0), initCode));
        assertTrue(success);
        assertGt(at.code.length, 0);
        assertLe(at.code.length, 24_576);
    }
}
