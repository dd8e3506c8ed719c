// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IRoyaltyReceivers} from "../../src/core/IRoyaltyReceivers.sol";
import {IWorks} from "../../src/core/IWorks.sol";
import {Works} from "../../src/core/Works.sol";
import {TestDollar} from "../../src/dev/TestDollar.sol";
import {Work} from "../../src/types/Work.sol";
import {VectorTest} from "./VectorTest.sol";

/// @notice The contracts take what the reference signed, and nothing that differs in a bit.
/// @custom:rule R-9
/// @custom:rule R-10
/// @custom:rule R-11
contract TypedDataVectors is VectorTest {
    string private constant WORK =
        "Work(uint256 creator,uint256 home,bytes32 record,bytes32 origin,uint256 arbiter,uint32 resale,Flow[] flows)Flow(uint8 kind,uint32 share,bytes32 to)";

    function test_R11_mints_areTakenAsSigned() public {
        replay("typed-data", "signed", this.checkMint, 1);
    }

    function test_R10_outputs_areAuthenticAsSigned() public {
        replay("typed-data", "signed", this.checkOutput, 1);
    }

    function test_R9_transfers_moveMoneyAsSigned() public {
        replay("typed-data", "signed", this.checkTransfer, 1);
    }

    function checkMint(string memory json) external {
        Works works = _worksAt(json);
        Work memory model = _work(json, ".model");
        (address to, uint256 deadline) =
            (vm.parseJsonAddress(json, ".mint.to"), vm.parseJsonUint(json, ".mint.deadline"));
        bytes memory signature = vm.parseJsonBytes(json, ".mint.signature");
        IWorks.Attestation memory nothing;
        vm.expectPartialRevert(IWorks.BadSignature.selector);
        works.mintFor(model, nothing, to, deadline - 1, signature);
        bytes32 id = works.mintFor(model, nothing, to, deadline, signature);
        assertEq(works.ownerOf(uint256(id)), to);
    }

    function checkOutput(string memory json) external {
        Works works = _worksAt(json);
        address signer = vm.parseJsonAddress(json, ".signer");
        Work memory output = _work(json, ".output");
        IWorks.Attestation memory attestation;
        attestation.signature = vm.parseJsonBytes(json, ".attestation");
        assertFalse(works.isAuthentic(output, attestation));
        vm.prank(signer);
        works.authorize(_work(json, ".model"), signer, uint64(block.timestamp), uint64(block.timestamp) + 1);
        assertTrue(works.isAuthentic(output, attestation));
        ++output.resale;
        assertFalse(works.isAuthentic(output, attestation));
    }

    function checkTransfer(string memory json) external {
        _at(json, address(new TestDollar()).code);
        TestDollar dollar = TestDollar(vm.parseJsonAddress(json, ".contract"));
        (address from, address to) =
            (vm.parseJsonAddress(json, ".transfer.from"), vm.parseJsonAddress(json, ".transfer.to"));
        uint256 value = vm.parseJsonUint(json, ".transfer.value");
        uint256 validBefore = vm.parseJsonUint(json, ".transfer.validBefore");
        bytes32 nonce = hex32(json, ".transfer.nonce");
        bytes memory signature = vm.parseJsonBytes(json, ".transfer.signature");
        dollar.mint(from, value + 1);
        vm.expectRevert();
        dollar.transferWithAuthorization(from, to, value + 1, 0, validBefore, nonce, signature);
        dollar.transferWithAuthorization(from, to, value, 0, validBefore, nonce, signature);
        assertEq(dollar.balanceOf(to), value);
    }

    function _worksAt(string memory json) private returns (Works) {
        return Works(_at(json, address(new Works(IRoyaltyReceivers(address(0)))).code));
    }

    /// @dev The vectors are signed for one address and chain.
    function _at(string memory json, bytes memory code) private returns (address contractAddress) {
        vm.chainId(31_337);
        contractAddress = vm.parseJsonAddress(json, ".contract");
        vm.etch(contractAddress, code);
    }

    function _work(string memory json, string memory key) private pure returns (Work memory) {
        return abi.decode(vm.parseJsonType(json, key, WORK), (Work));
    }
}
